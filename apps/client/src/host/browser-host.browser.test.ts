import type { Account, EngineEvents } from '@parley/engine'
import type { CommandId, PersonId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createBrowserHost } from './browser-host.ts'

const newAccount = (): Account => ({
  server: location.origin,
  person: crypto.randomUUID() as PersonId,
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.org',
})

/** The engine's events, and a promise for the first difference that fits. */
function listener() {
  const heard: unknown[] = []
  const waiting = new Set<() => void>()
  const events: EngineEvents = {
    difference(_id, difference) {
      heard.push(difference)
      for (const look of waiting) look()
    },
  }
  const until = (fits: (difference: unknown) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => heard.some(fits) && resolve()
      waiting.add(look)
      look()
    })
  return { events, until }
}

test('[P-4] what was queued without a server is there when the page opens again', async () => {
  const account = newAccount()
  const host = createBrowserHost(window)
  const first = await host.openEngine(account, listener().events)
  if (first.kind !== 'open') throw new Error(first.kind)
  expect(first.durable).toBe(true)
  const room = host.newId() as RoomId
  const id = host.newId() as CommandId
  const body = {
    kind: 'room.create' as const,
    room,
    roomKind: 'group' as const,
    title: 'Queued',
    topic: '',
    contractTitle: null,
    people: [],
  }
  expect(await first.engine.enqueue([{ command: { id, body }, after: [] }])).toEqual({
    stored: true,
  })

  const again = createBrowserHost(window)
  const { events, until } = listener()
  const second = await again.openEngine(account, events)
  if (second.kind !== 'open') throw new Error(second.kind)
  await second.engine.subscribe(1, { name: 'rooms', args: {} })
  await until((difference) => JSON.stringify(difference).includes('Queued'))
  await again.signOut(account, 'discard')
  await host.signOut(account, 'discard')
})

test('signing out with discard leaves nothing behind', async () => {
  const account = newAccount()
  const host = createBrowserHost(window)
  const opened = await host.openEngine(account, listener().events)
  if (opened.kind !== 'open') throw new Error(opened.kind)
  const room = host.newId() as RoomId
  await opened.engine.saveDraft(room, { text: 'half a sentence', replyTo: null })
  await host.signOut(account, 'discard')
  expect(await host.lastAccount()).toBeNull()
  const { events, until } = listener()
  const again = await host.openEngine(account, events)
  if (again.kind !== 'open') throw new Error(again.kind)
  await again.engine.subscribe(1, { name: 'draft', args: { room } })
  await until((difference) => JSON.stringify(difference) === '{"rest":{"draft":null}}')
  await host.signOut(account, 'keep')
})
