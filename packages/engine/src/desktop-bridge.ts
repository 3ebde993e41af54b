import type { Account, Host } from './host.ts'

/**
 * What the desktop app's preload script puts on the page as `window.parley`. Arguments and results are plain JSON; a call
 * that the main process refuses rejects.
 */
export type DesktopBridge = Readonly<
  Pick<Host, 'servers' | 'checkServer' | 'lastAccount' | 'signIn' | 'signUp' | 'signOut' | 'call'>
> & {
  /**
   * Opens the account's engine in its own process. Its port comes to the page by `postMessage` as an `EnginePortMessage` with
   * this ticket, made by the caller and used once, before or after the answer.
   */
  readonly openEngine: (account: Account, ticket: string) => Promise<EngineOpening>
  /** Opens https, http or mailto in the person's browser; anything else is dropped. */
  readonly openExternal: (url: string) => Promise<void>
}

/** As `Opened`, without the engine itself. `elsewhere`: another start of the app still holds the files. */
export type EngineOpening =
  | { kind: 'open'; durable: boolean }
  | { kind: 'elsewhere' }
  | { kind: 'newer' }

/** Posted by the preload script to its own window, with one MessagePort that speaks birpc. */
export type EnginePortMessage = { t: 'parley.engine-port'; ticket: string }
