import type { Instant } from '@parley/protocol'
import type { DueWork } from '../decide/due.ts'

/**
 * What to do when work of a kind is due. Resolves when it is done, or with the time to do it again; rejects when it failed: then
 * it is tried again later and later. What it writes goes through a command whose id follows from the work's, so that doing
 * it twice, after a crash in between, does it once. `signal` ends when the server stops.
 */
export type DueHandler = (
  work: DueWork,
  signal: AbortSignal,
) => Promise<'done' | { againAt: Instant }>

/** By `DueWork.kind`. */
export type DueHandlers = Readonly<Record<string, DueHandler>>
