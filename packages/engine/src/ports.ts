/** Why a connection ended, as far as the transport can tell. `refused`: it never opened. */
export type CloseReason = 'closed' | 'refused'

/** What the engine hears from one connection; nothing after `onClose`. */
export type TransportListener = {
  onOpen(): void
  onText(text: string): void
  onClose(reason: CloseReason): void
}

export type Connection = {
  /** Queues a text; dropped without a word once closed. */
  send(text: string): void
  close(): void
}

/** A way to the server's sync socket. */
export type Transport = { open(listener: TransportListener): Connection }

/** Time, handed in. `setTimer` calls once after `ms` and returns its undo. */
export type Clock = { now(): number; setTimer(ms: number, run: () => void): () => void }

/** UUIDv7 ids, and a number in [0, 1) for jitter. */
export type Chance = { id(): string; random(): number }

/** The bearer for `hello`, fetched anew at each connect; null where a cookie does it. Rejects when signed out. */
export type Credentials = {
  token(): Promise<string | null>
  /**
   * Prolongs the sign-in, twice a day while connected. Gives the bearer that the server is to be told on the socket (SPEC X5), null
   * where that is done. Rejects when it could not be.
   */
  renew(): Promise<string | null>
}

/**
 * How much of what may be stored is: of the origin's quota in a browser, of the disk elsewhere. In bytes; null where nobody can
 * tell.
 */
export type StorageEstimate = () => Promise<{ usageBytes: number; quotaBytes: number } | null>
