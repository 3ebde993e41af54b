import type { Difference, EngineApi, EngineEnd, EngineEvents } from '@parley/engine'
import type { EntryId, RoomId } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { names, type CommonMessage } from '../worker/names.ts'
import { serveSeat } from '../worker/serve-seat.ts'
import { serveTabs } from '../worker/serve-tabs.ts'
import { shareEngine } from '../worker/shared-engine.ts'
import { portWire } from '../worker/wire.ts'
import { createSteadyEngine } from './steady-engine.ts'
import { joinTabs, type Joined, type Started, type TabDeps } from './tabs.ts'

/** Real locks and channels, several tabs in one page; the engine only says who runs it. */
const leaves: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const leave of leaves.splice(0)) await leave()
})

const nothing = () => Promise.resolve()
function engineOf(owner: string, events: EngineEvents): EngineApi {
  return {
    async subscribe(id) {
      events.difference(id, { rest: { owner } })
    },
    unsubscribe: nothing,
    enqueue: () => Promise.resolve({ stored: true }),
    retry: nothing,
    discard: () => Promise.resolve(true),
    rewrite: () => Promise.resolve(true),
    saveDraft: nothing,
    look: nothing,
    typing: nothing,
    active: nothing,
    locate: () => Promise.resolve(7),
    versions: () => Promise.resolve({ versions: [], next: null }),
    findPerson: () => Promise.resolve({ person: null }),
    connectNow: nothing,
    close: nothing,
  }
}

type Tab = {
  joined: Promise<Joined>
  engine: EngineApi
  ended: Promise<EngineEnd>
  /** The owners that answered the tab's subscription, in turn. */
  heard: Difference[]
  until(owner: string): Promise<void>
  show(visible: boolean): void
  timer(): void
}

function openTab(
  key: string,
  name: string,
  options: { visible: boolean; opens?: Started['kind'] | 'nothing'; locks?: TabDeps['locks'] },
): Tab {
  let { visible } = options
  let becameVisible = () => {}
  let timer = () => {}
  const waiting = new Set<{ owner: string; go: () => void }>()
  const heard: Difference[] = []
  const steady = createSteadyEngine()
  const ended = Promise.withResolvers<EngineEnd>()
  const joined = joinTabs({
    key,
    tab: name,
    events: {
      difference(_id, difference) {
        heard.push(difference)
        for (const { owner, go } of waiting) if (difference.rest?.['owner'] === owner) go()
      },
    },
    onLine: (line) => steady.connect(line),
    onEnded(how) {
      steady.end(new Error(how.kind))
      ended.resolve(how)
    },
    async start() {
      if (options.opens === 'nothing') throw new Error('no Worker')
      if (options.opens === 'newer' || options.opens === 'elsewhere') return { kind: options.opens }
      const { port1, port2 } = new MessageChannel()
      const shared = shareEngine((events) => engineOf(name, events))
      serveSeat(shared, portWire(port2))
      const goodbye = serveTabs({ key, engine: shared, durable: true, locks: navigator.locks })
      const { promise: ended, resolve } = Promise.withResolvers<void>()
      const close = async () => {
        goodbye(false)
        resolve()
      }
      return { kind: 'open', engine: { wire: portWire(port1), durable: true, ended, close } }
    },
    locks: options.locks ?? navigator.locks,
    isVisible: () => visible,
    onVisible(run) {
      becameVisible = run
      return () => (becameVisible = () => {})
    },
    setTimer(_ms, run) {
      timer = run
      return () => (timer = () => {})
    },
  })
  leaves.push(async () => {
    const met = await joined.catch(() => null)
    if (met?.kind === 'open') await met.leave()
  })
  return {
    joined,
    engine: steady.engine,
    ended: ended.promise,
    heard,
    until: (owner) =>
      heard.at(-1)?.rest?.['owner'] === owner
        ? Promise.resolve()
        : new Promise((go) => waiting.add({ owner, go })),
    show(is) {
      visible = is
      if (is) becameVisible()
    },
    timer: () => timer(),
  }
}
const newKey = () => crypto.randomUUID()
const subscribe = (tab: Tab) => void tab.engine.subscribe(1, { name: 'status', args: {} })
const leave = async (tab: Tab) => {
  const met = await tab.joined
  if (met.kind === 'open') await met.leave()
}

test('the first tab runs the engine, the next ones talk to it', async () => {
  const key = newKey()
  const one = openTab(key, 'one', { visible: true })
  expect(await one.joined).toMatchObject({ kind: 'open', durable: true })
  const two = openTab(key, 'two', { visible: true })
  expect(await two.joined).toMatchObject({ kind: 'open', durable: true })
  subscribe(one)
  subscribe(two)
  await Promise.all([one.until('one'), two.until('one')])
  expect(await two.engine.enqueue([])).toEqual({ stored: true })
})

test('a tab says hello only once it holds the lock that tells the owner of its end', async () => {
  const key = newKey()
  await openTab(key, 'one', { visible: true }).joined
  const common = new BroadcastChannel(names.common(key))
  let lockHeld = false
  const heldAtHello = new Promise<boolean>((resolve) => {
    common.addEventListener('message', ({ data }: MessageEvent<CommonMessage>) => {
      if (data.t === 'hello') resolve(lockHeld)
    })
  })
  const grant = Promise.withResolvers<void>()
  const locks: Pick<LockManager, 'request'> = {
    async request(name: string, ...rest: unknown[]) {
      const granted = rest.at(-1) as LockGrantedCallback<unknown>
      const options = rest.length > 1 ? (rest[0] as LockOptions) : {}
      if (name === names.tab(key, 'two')) await grant.promise
      return navigator.locks.request(name, options, (lock) => {
        if (name === names.tab(key, 'two')) lockHeld = true
        return granted(lock)
      })
    },
  }
  const two = openTab(key, 'two', { visible: true, locks })
  // Time enough for a hello that does not wait: a message that went and came back.
  const there = new BroadcastChannel(names.common(key))
  const echo = new Promise((resolve) => there.addEventListener('message', resolve))
  common.postMessage({ t: 'owner' } satisfies CommonMessage)
  await echo
  grant.resolve()
  expect(await heldAtHello).toBe(true)
  expect(await two.joined).toMatchObject({ kind: 'open' })
  common.close()
  there.close()
})

test('when the owner goes, the next takes over and what is subscribed goes on', async () => {
  const key = newKey()
  const one = openTab(key, 'one', { visible: true })
  await one.joined
  const two = openTab(key, 'two', { visible: true })
  const three = openTab(key, 'three', { visible: true })
  await Promise.all([two.joined, three.joined])
  subscribe(two)
  subscribe(three)
  await Promise.all([two.until('one'), three.until('one')])
  await leave(one)
  // Made while nobody owns the files: answered by whoever does next.
  const asked = three.engine.enqueue([])
  await Promise.all([two.until('two'), three.until('two')])
  expect(await asked).toEqual({ stored: true })
})

test('a hidden owner yields to a tab that is seen, before hidden ones that waited longer', async () => {
  const key = newKey()
  const one = openTab(key, 'one', { visible: true })
  await one.joined
  const waiting = openTab(key, 'waiting', { visible: false })
  await waiting.joined
  const seen = openTab(key, 'seen', { visible: false })
  await seen.joined
  subscribe(one)
  subscribe(waiting)
  subscribe(seen)
  await Promise.all([one.until('one'), waiting.until('one'), seen.until('one')])
  one.show(false)
  seen.show(true)
  await Promise.all([one.until('seen'), waiting.until('seen'), seen.until('seen')])
})

test('a visible owner keeps the files', async () => {
  const key = newKey()
  const one = openTab(key, 'one', { visible: true })
  await one.joined
  const two = openTab(key, 'two', { visible: true })
  await two.joined
  two.show(true)
  subscribe(two)
  await two.until('one')
})

test('an owner that does not answer in time means: open elsewhere', async () => {
  const key = newKey()
  const held = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<void>()
  void navigator.locks.request(`parley/${key}/files`, () => {
    taken.resolve()
    return held.promise
  })
  await taken.promise
  const tab = openTab(key, 'one', { visible: true })
  tab.timer()
  expect(await tab.joined).toEqual({ kind: 'elsewhere' })
  held.resolve()
})

test('files of a newer build are told as such, and let go', async () => {
  const key = newKey()
  const tab = openTab(key, 'one', { visible: true, opens: 'newer' })
  expect(await tab.joined).toEqual({ kind: 'newer' })
  const next = openTab(key, 'two', { visible: true })
  expect(await next.joined).toMatchObject({ kind: 'open' })
})

test('a Worker that cannot start is told as it is, and the files are let go', async () => {
  const key = newKey()
  const tab = openTab(key, 'one', { visible: true, opens: 'nothing' })
  await expect(tab.joined).rejects.toThrow('no Worker')
  const next = openTab(key, 'two', { visible: true })
  expect(await next.joined).toMatchObject({ kind: 'open' })
})

test.each(['newer', 'elsewhere', 'nothing'] as const)(
  'a tab that takes the files over and meets "%s" says so, and no call waits for ever',
  async (opens) => {
    const key = newKey()
    const one = openTab(key, 'one', { visible: false })
    await one.joined
    const two = openTab(key, 'two', { visible: false, opens })
    expect(await two.joined).toMatchObject({ kind: 'open' })
    two.show(true)
    expect(await two.ended).toMatchObject({ kind: opens === 'nothing' ? 'broken' : opens })
    await expect(two.engine.locate('r1' as RoomId, 'm1' as EntryId)).rejects.toThrow()
  },
)

test('once one tab signed out, none opens the files again', async () => {
  const key = newKey()
  const tabs = ['one', 'two'].map((name) => openTab(key, name, { visible: true }))
  await Promise.all(tabs.map((tab) => tab.joined))
  const common = new BroadcastChannel(names.common(key))
  common.postMessage({ t: 'signed-out' })
  common.close()
  for (const tab of tabs) expect(await tab.ended).toEqual({ kind: 'signed-out' })
  await navigator.locks.request(names.files(key), () => {})
  const { pending = [] } = await navigator.locks.query()
  expect(pending.filter(({ name }) => name === names.files(key))).toEqual([])
})
