import type { Instant } from '@parley/protocol'
import type { Lane, Webhook } from './port.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const firstMs = 5_000
const longestMs = hourMs
/** Nothing came through for so long: nothing is sent any more until someone looks. */
export const disabledAfterDays = 3
/** An event alone is tried for at least so long. */
const tryForMs = dayMs
const tryAtLeast = 12

/** Twice as long each time, up to an hour, and up to a quarter more or less, so that many do not come back together. `chance` is in [0, 1). */
export function backOffMs(attempts: number, chance: number): number {
  const ms = Math.min(longestMs, firstMs * 2 ** Math.min(20, attempts - 1))
  return Math.round(ms * (0.75 + chance / 2))
}

/**
 * True when a room does not wait any longer for one event: others came through meanwhile, or the receiver itself refuses it.
 * While nothing at all gets through, events wait.
 */
export function setsAside(
  lane: Lane,
  webhook: Pick<Webhook, 'lastSuccessAt'>,
  status: number | null,
  now: Instant,
): boolean {
  const { attempts, failingSince } = lane
  if (failingSince === null || attempts < tryAtLeast || now - failingSince < tryForMs) return false
  return refuses(status) || (webhook.lastSuccessAt ?? 0) > failingSince
}

/** An answer that another time will not change: not too slow, too early or too many. */
const refuses = (status: number | null) =>
  status !== null && status >= 400 && status < 500 && ![408, 425, 429].includes(status)

/** Why nothing is sent any more, or null while it goes on. */
export function disablingReason(
  webhook: Pick<Webhook, 'failingSince'>,
  status: number | null,
  now: Instant,
): string | null {
  if (status === 410) return 'The receiver answered 410: it is gone.'
  const { failingSince } = webhook
  if (failingSince === null || now - failingSince < disabledAfterDays * dayMs) return null
  return `Nothing came through for ${disabledAfterDays} days.`
}
