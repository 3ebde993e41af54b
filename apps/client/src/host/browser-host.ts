import type { Account, EngineApi, EngineEnd, Host } from '@parley/engine'
import { v7 } from 'uuid'
import { createAccountCalls } from './account-calls.ts'
import { discardFiles, startOwnEngine } from './own-engine.ts'
import { createPhotos } from './photos.ts'
import { createRemembered } from './remembered.ts'
import { createSteadyEngine } from './steady-engine.ts'
import type { Line } from './line.ts'
import { names } from '../worker/names.ts'
import { joinAlone, joinTabs, type Joined, type TabDeps } from './tabs.ts'

type Session = Extract<Joined, { kind: 'open' }> & {
  close(queue: 'keep' | 'discard'): Promise<void>
}

const keyOf = ({ server, person }: Account) => `${server} ${person}`

/**
 * The host of a page: its own server, its Worker, its storage. `page` is the window it runs in; `closeMs` is how long a sign-out waits
 * for an engine to end, as while the owner of the files changes.
 */
export function createBrowserHost(page: Window & typeof globalThis, closeMs = 5_000): Host {
  const origin = page.location.origin
  const calls = createAccountCalls(origin, (...request) => page.fetch(...request))
  const photos = createPhotos(page)
  const { account: remembered, owedSignOut, owedDiscards, settings } = createRemembered(page)
  let session: Session | null = null

  /** Ends the session that could not be ended before: the cookie still holds it, and the next person's would only cover it. */
  const pay = async () => {
    if (owedSignOut.get() && (await calls.signOut())) owedSignOut.set(false)
  }
  /** One at a time: the answer to a second one would take the cookie of whoever signed in meanwhile. */
  let paying: Promise<void> | null = null
  const settle = () => (paying ??= pay().finally(() => (paying = null)))
  const startWorker = () =>
    // Vite builds the Worker from this very expression.
    new Worker(new URL('../worker/main.ts', import.meta.url), {
      type: 'module',
      name: 'parley engine',
    })
  /** Discards what was to be discarded while the tab that held it did not answer: now, unless it is held still. */
  const discardOwed = async () => {
    for (const account of owedDiscards.get()) {
      const key = keyOf(account)
      await page.navigator.locks.request(names.files(key), { ifAvailable: true }, async (lock) => {
        if (lock === null) return
        await discardFiles(startWorker(), key, account)
        forgive(account)
      })
    }
  }
  const forgive = (account: Account) =>
    owedDiscards.set(owedDiscards.get().filter((owed) => keyOf(owed) !== keyOf(account)))

  const entered = async (enter: () => ReturnType<typeof calls.signIn>) => {
    await settle()
    const outcome = await enter()
    if (outcome.ok) {
      remembered.set(outcome.value)
      // The cookie is this person's from here on, and the session it held before ended with that (SPEC X5).
      owedSignOut.set(false)
    }
    return outcome
  }
  async function openEngine(
    account: Account,
    events: Parameters<Host['openEngine']>[1],
  ): ReturnType<Host['openEngine']> {
    await session?.leave()
    session = null
    await discardOwed()
    // Whoever comes back keeps what is there.
    forgive(account)
    const key = keyOf(account)
    const steady = createSteadyEngine()
    const start = () => startOwnEngine(startWorker(), key, account)
    const onLine = (line: Line) => steady.connect(line)
    const ended = Promise.withResolvers<EngineEnd>()
    const onEnded = (how: EngineEnd) => {
      const cause = how.kind === 'broken' ? how.cause : undefined
      steady.end(new Error('the engine of this page ended', { cause }))
      ended.resolve(how)
    }
    const joined = page.isSecureContext
      ? await joinTabs({ key, tab: v7(), events, onLine, onEnded, start, ...tabOf(page) })
      : await joinAlone({ events, onLine, onEnded, start })
    if (joined.kind !== 'open') return joined
    const engine = keptOnceUsed(steady.engine, page)
    session = { ...joined, close: (queue) => engine.close(queue) }
    return { kind: 'open', engine, durable: joined.durable, ended: ended.promise }
  }

  return {
    servers: () => Promise.resolve({ fixed: true, addresses: [origin] }),
    async checkServer() {
      await settle()
      return calls.info()
    },
    lastAccount: () => Promise.resolve(remembered.get()),
    signIn: (_server, credentials) => entered(() => calls.signIn(credentials)),
    signUp: (_server, details) => entered(() => calls.signUp(details)),
    call: (_at, call) => calls.call(call),
    openEngine,
    async signOut(account, queue) {
      remembered.set(null)
      // Not waited for: it needs no server, and nothing else needs it.
      void photos.forget()
      const leaving = session
      session = null
      // Owed until it is heard, whatever becomes of this page meanwhile.
      owedSignOut.set(true)
      try {
        const closed = await Promise.race([
          leaving?.close(queue).then(() => true),
          new Promise<false>((resolve) => void page.setTimeout(() => resolve(false), closeMs)),
        ])
        await leaving?.leave()
        if (queue === 'discard' && closed === false && page.isSecureContext) {
          owedDiscards.set([...owedDiscards.get(), account])
          await discardOwed()
        }
      } finally {
        if (await calls.signOut()) owedSignOut.set(false)
      }
    },
    photos: { address: photos.address, send: (_account, picture) => calls.sendPhoto(picture) },
    openExternal(url) {
      if (/^(https?|mailto):/i.test(url)) page.open(url, '_blank', 'noopener,noreferrer')
    },
    now: () => Date.now(),
    newId: () => v7(),
    settings,
  }
}

/** What of a window the tabs agree on. */
function tabOf(page: Window): Pick<TabDeps, 'locks' | 'isVisible' | 'onVisible' | 'setTimer'> {
  const { document, navigator } = page
  const isVisible = () => document.visibilityState === 'visible'
  return {
    locks: navigator.locks,
    isVisible,
    onVisible(run) {
      const hear = () => isVisible() && run()
      document.addEventListener('visibilitychange', hear)
      return () => document.removeEventListener('visibilitychange', hear)
    },
    setTimer(ms, run) {
      const timer = page.setTimeout(run, ms)
      return () => page.clearTimeout(timer)
    },
  }
}

/** Asks the browser not to clear this origin's files, once something stands in them that exists nowhere else. */
function keptOnceUsed(engine: EngineApi, page: Window): EngineApi {
  let asked = !page.isSecureContext
  return {
    ...engine,
    enqueue(commands) {
      // Whatever the browser answers, the queue is on disk.
      if (!asked) void page.navigator.storage.persist().catch(() => false)
      asked = true
      return engine.enqueue(commands)
    },
  }
}
