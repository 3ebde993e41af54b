import type { ErrorCode, FileId, Instant, PersonId } from '@parley/protocol'
import type { EngineApi, EngineEvents } from './api.ts'

/** Someone signed in on this machine, remembered so that their cache opens without a network. */
export type Account = {
  server: string
  person: PersonId
  name: string
  handle: string
  email: string
}

/** What a server says of itself before anyone signs in. `sample` lists the sample people while their passwords stand. */
export type ServerInfo = {
  address: string
  name: string
  version: string
  signUp: 'open' | 'closed' | 'needs-setup-code'
  sample: { name: string; role: string; email: string; password: string }[]
}

export type HostError = {
  code: ErrorCode | 'offline' | 'not-parley' | 'wrong-credentials' | 'email-taken' | 'weak-password'
  sentence: string
}
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: HostError }

/** How an account's engine was opened. `elsewhere`: another tab holds the files and does not answer. */
export type Opened =
  | { kind: 'open'; engine: EngineApi; durable: boolean; ended?: Promise<EngineEnd> }
  | { kind: 'elsewhere' }
  /** A newer build wrote these files: reload. */
  | { kind: 'newer' }

/**
 * Why an engine ended though this page did not ask for it: another build or another tab took the files, a tab signed out, or it
 * could not be started again. A host whose engine lives as long as the page never says so.
 */
export type EngineEnd =
  | { kind: 'elsewhere' | 'newer' | 'signed-out' }
  | { kind: 'broken'; cause: unknown }

/** One call of a server's HTTP interface. `path` begins with `/api/v1/` and holds the query, too; `body` is plain JSON. */
export type ServerCall = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body?: object | undefined
}

/** Profile photos, where they can be shown and sent. */
export type Photos = {
  /**
   * What an image may have as its source; kept on this device for when the server is out of reach, and gone with the sign-out.
   * Null when it cannot be had now.
   */
  address(account: Account, file: FileId, size: 'small' | 'large'): Promise<string | null>
  /** Uploads a picture that may then become the person's photo. */
  send(account: Account, picture: Uint8Array<ArrayBuffer>): Promise<Outcome<FileId>>
}

/**
 * Everything the interface needs from where it runs; one implementation for the browser, one for the desktop app. Nothing in
 * a component asks which.
 */
export type Host = {
  /** The servers to choose from; in a browser the page's own origin and `fixed`. */
  servers(): Promise<{ fixed: boolean; addresses: string[] }>
  /** Asks an address whether Parley answers there, and remembers it. */
  checkServer(address: string): Promise<Outcome<ServerInfo>>
  /** Who was last signed in here, from local storage alone. */
  lastAccount(): Promise<Account | null>
  signIn(
    server: string,
    credentials: { email: string; password: string },
  ): Promise<Outcome<Account>>
  signUp(
    server: string,
    details: {
      email: string
      password: string
      name: string
      setupCode: string | null
      /** The token of an invitation for this address: opens a closed sign-up. */
      invitation: string | null
    },
  ): Promise<Outcome<Account>>
  /**
   * Asks the server over HTTP, as the person when they are signed in here. What comes back is not yet looked at: the caller
   * parses it; null for an empty answer. Never throws.
   */
  call(at: { server: string; person: PersonId | null }, call: ServerCall): Promise<Outcome<unknown>>
  /** Opens the account's files and starts its engine; `events` hears its differences. */
  openEngine(account: Account, events: EngineEvents): Promise<Opened>
  /** Ends the session on the server if it can be reached; forgets the account here. The queue is kept or discarded as asked. */
  signOut(account: Account, queue: 'keep' | 'discard'): Promise<void>
  /** Opens https, http or mailto in the person's browser. */
  openExternal(url: string): void
  /** Null where photos are not fetched yet: initials stand for them. */
  photos: Photos | null
  now(): Instant
  /** UUIDv7. */
  newId(): string
  /** Settings of this installation (theme, widths): small JSON, synchronous at start. */
  settings: { get(key: string): unknown; set(key: string, value: unknown): void }
}
