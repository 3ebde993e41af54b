import type { Account, EngineApi, EngineEnd, Host } from '@parley/engine'
import { v7 } from 'uuid'
import { createAccountCalls } from './account-calls.ts'
import { startOwnEngine } from './own-engine.ts'
import { createRemembered } from './remembered.ts'
import { createSteadyEngine } from './steady-engine.ts'
import type { Line } from './line.ts'
import { joinAlone, joinTabs, type Joined, type TabDeps } from './tabs.ts'

type Session = Extract<Joined, { kind: 'open' }> & {
  close(queue: 'keep' | 'discard'): Promise<void>
}

/** How long a sign-out waits for an engine to end, as while the owner of the files changes. In milliseconds. */
const closeMs = 5_000

/** The host of a page: its own server, its Worker, its storage. `page` is the window it runs in. */
export function createBrowserHost(page: Window & typeof globalThis): Host {
  const origin = page.location.origin
  const calls = createAccountCalls(origin, (...request) => page.fetch(...request))
  const { account: remembered, owedSignOut, settings } = createRemembered(page)
  let session: Session | null = null

  /** Ends the session that could not be ended before: the cookie still holds it, and the next person's would only cover it. */
  const settle = async () => {
    if (owedSignOut.get() && (await calls.signOut())) owedSignOut.set(false)
  }
  const entered = async (enter: () => ReturnType<typeof calls.signIn>) => {
    await settle()
    const outcome = await enter()
    if (outcome.ok) {
      remembered.set(outcome.value)
      // From here on the cookie is this person's.
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
    const key = `${account.server} ${account.person}`
    const steady = createSteadyEngine()
    const start = () => {
      // Vite builds the Worker from this very expression.
      const worker = new Worker(new URL('../worker/main.ts', import.meta.url), {
        type: 'module',
        name: 'parley engine',
      })
      return startOwnEngine(worker, key, account)
    }
    const onLine = (line: Line) => steady.connect(line)
    const ended = Promise.withResolvers<EngineEnd>()
    const onEnded = (how: EngineEnd) => {
      const cause = how.kind === 'broken' ? how.cause : undefined
      steady.end(new Error('the engine of this page ended', { cause }))
      ended.resolve(how)
    }
    const joined = page.isSecureContext
      ? await joinTabs({ key, tab: v7(), events, onLine, onEnded, start, ...tabOf(page) })
      : await joinAlone({ events, onLine, start })
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
    async signOut(_account, queue) {
      remembered.set(null)
      const leaving = session
      session = null
      // Owed until it is heard, whatever becomes of this page meanwhile.
      owedSignOut.set(true)
      try {
        await Promise.race([
          leaving?.close(queue),
          new Promise((resolve) => void page.setTimeout(resolve, closeMs)),
        ])
        await leaving?.leave()
      } finally {
        if (await calls.signOut()) owedSignOut.set(false)
      }
    },
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
