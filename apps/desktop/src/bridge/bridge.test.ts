import { expect, test } from 'vitest'
import { createBridge } from './bridge.ts'
import { channels } from './channels.ts'

test('the page gets these functions and nothing else, and cannot change them', () => {
  const bridge = createBridge(() => Promise.resolve(null))
  expect(Object.keys(bridge)).toMatchInlineSnapshot(`
    [
      "servers",
      "checkServer",
      "lastAccount",
      "signIn",
      "signUp",
      "signOut",
      "call",
      "openEngine",
      "openExternal",
    ]
  `)
  expect(Object.keys(bridge)).toEqual([...channels])
  expect(Object.values(bridge).every((member) => typeof member === 'function')).toBe(true)
  expect(Object.isFrozen(bridge)).toBe(true)
})

test('arguments beyond a call’s own do not pass', async () => {
  const asked: unknown[] = []
  const bridge = createBridge((channel, args) => Promise.resolve(void asked.push([channel, args])))
  await Reflect.apply(bridge.servers, undefined, ['more'])
  await Reflect.apply(bridge.openExternal, undefined, ['https://example.org', 'more'])
  expect(asked).toEqual([
    ['servers', []],
    ['openExternal', ['https://example.org']],
  ])
})

test('answers cross as plain JSON', async () => {
  const answer = {
    fixed: false,
    addresses: ['https://chat.example.com'],
    leak: () => process,
    get stack() {
      return 'read once'
    },
  }
  const got = await createBridge(() => Promise.resolve(answer)).servers()
  expect(got).toEqual({ fixed: false, addresses: answer.addresses, stack: 'read once' })
  expect(Object.getOwnPropertyDescriptor(got, 'stack')?.get).toBeUndefined()
})

test('nothing stays nothing', async () => {
  const bridge = createBridge(() => Promise.resolve(undefined))
  await expect(bridge.openExternal('https://example.org')).resolves.toBeUndefined()
})
