import type { Account, EngineEvents } from '@parley/engine'
import type { CommandId, PersonId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { names } from '../worker/names.ts'
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

test('[P-6] what is discarded while the tab that holds it does not answer is gone once it is let go', async () => {
  const account = newAccount()
  const key = `${account.server} ${account.person}`
  const host = createBrowserHost(window, 50)
  const mine = await host.openEngine(account, listener().events)
  if (mine.kind !== 'open') throw new Error(mine.kind)
  const room = host.newId() as RoomId
  await mine.engine.saveDraft(room, { text: 'half a sentence', replyTo: null })
  await host.signOut(account, 'keep')

  // Another tab has the files: it greets, and answers nothing.
  const hung = Promise.withResolvers<void>()
  const held = navigator.locks.request(names.files(key), () => hung.promise)
  const common = new BroadcastChannel(names.common(key))
  common.addEventListener('message', ({ data }) => {
    if (data.t !== 'hello') return
    const line = new BroadcastChannel(names.line(key, data.tab))
    line.postMessage({ t: 'welcome', durable: true })
    line.close()
  })
  const theirs = await host.openEngine(account, listener().events)
  expect(theirs.kind).toBe('open')
  await host.signOut(account, 'discard')
  hung.resolve()
  await held
  common.close()

  const { events, until } = listener()
  const again = await host.openEngine(account, events)
  if (again.kind !== 'open') throw new Error(again.kind)
  await again.engine.subscribe(1, { name: 'draft', args: { room } })
  await until((difference) => JSON.stringify(difference) === '{"rest":{"draft":null}}')
  await host.signOut(account, 'discard')
})
