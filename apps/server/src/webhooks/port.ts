import type { EntryId, Instant, RoomId, Seq } from '@parley/protocol'
import type { WebhookEvent } from './events.ts'

export type WebhookId = string & { readonly brand: 'WebhookId' }

export type Webhook = {
  id: WebhookId
  /** Whose rooms it is told of. */
  service: string
  url: string
  events: readonly WebhookEvent[]
  madeAt: Instant
  lastSuccessAt: Instant | null
  /** Since when nothing came through; null when the last attempt did. */
  failingSince: Instant | null
  /** Set once nothing is sent any more; `why` is a sentence. */
  disabled: { at: Instant; why: string } | null
}

/** How far one webhook is in one room's log, and what stands in its way there. */
export type Lane = {
  room: RoomId
  /** Everything up to here is told, or not asked for. */
  seq: Seq
  attempts: number
  /** Not before. */
  nextAt: Instant
  /** Since when the event at hand is tried in vain. */
  failingSince: Instant | null
}

/** One attempt. `status` is null when no answer came; `error` then says why. */
export type Attempt = {
  room: RoomId | null
  seq: Seq
  event: EntryId
  type: WebhookEvent | 'ping'
  at: Instant
  status: number | null
  durationMs: number
  error: string | null
  byHand: boolean
}
export type LoggedAttempt = Attempt & { id: number }

/** Sends a body once. Resolves with the status of whatever answered, or why nothing did; never rejects, follows nowhere. */
export type Post = (
  url: string,
  headers: Record<string, string>,
  body: string,
) => Promise<{ status: number } | { error: string }>
