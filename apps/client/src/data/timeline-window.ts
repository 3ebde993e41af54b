import type { TimelineView } from '@parley/engine'
import type { Seq } from '@parley/protocol'

/** Which part of a room's talk is at hand: `limit` items back from `end`, null being the newest. */
export type Window = {
  readonly end: Seq | null
  readonly limit: number
  /** Rises when the list has to be set up anew, as for a leap to the newest. */
  readonly leap: number
}

export const pageRows = 100
/** Past this the window slides instead of growing, so that memory stays flat. */
export const maxRows = 600
/** Items shown below one that is jumped to. Sequences are at least as dense as items. */
const belowJump = 60

/** Wide enough to show where the unread ones begin. */
export function openWindow(unread: number): Window {
  return { end: null, limit: Math.min(maxRows, pageRows + unread), leap: 0 }
}

/** Older rows are wanted. Past the maximum the newest rows are let go. */
export function older(window: Window, { rows }: TimelineView): Window {
  if (window.limit < maxRows)
    return { ...window, limit: Math.min(maxRows, window.limit + pageRows) }
  const kept = rows.slice(0, Math.max(1, rows.length - pageRows))
  const end = kept.findLast((row) => row.seq !== null)?.seq
  return end === undefined || end === null ? window : { ...window, end }
}

/** Newer rows are wanted: the window slides down, and follows the newest again once it has come there. */
export function newer(window: Window, { rows, newer: beyond }: TimelineView): Window {
  if (window.end === null) return window
  if (beyond === 'none') return { ...window, end: null }
  // A hole is fetched by the engine while the window touches it; sliding into it would show nothing.
  if (beyond === 'hole') return window
  const last = rows.findLast((row) => row.seq !== null)?.seq ?? window.end
  return { ...window, end: last + pageRows }
}

export function latest(window: Window): Window {
  if (window.end === null) return window
  return { end: null, limit: pageRows, leap: window.leap + 1 }
}

/** A window around the item at `seq`. */
export function around(window: Window, seq: Seq): Window {
  return { ...window, end: seq + belowJump, limit: pageRows + belowJump }
}
