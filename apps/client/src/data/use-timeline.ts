import type { TimelineView } from '@parley/engine'
import type { EntryId, RoomId, Seq } from '@parley/protocol'
import { useCallback, useState } from 'react'
import { useQuery } from './queries.ts'
import { useSession } from './session.ts'
import { around, latest, newer, older, openWindow, type Window } from './timeline-window.ts'

export type TimelineFeed = {
  /** The rows at hand; those of the former window while a new one loads. Undefined until the first come. */
  readonly view: TimelineView | undefined
  readonly window: Window
  /** A wider or another window was asked for and is not here yet. */
  readonly pending: boolean
  readonly onOlder: () => void
  readonly onNewer: () => void
  readonly onLatest: () => void
  /** Brings the window to an item; false when it cannot be found. */
  readonly goTo: (id: EntryId) => Promise<boolean>
  /** Brings the window to what stands at this place. */
  readonly goToSeq: (seq: Seq) => void
}

/** A window of one room's talk. Mount it anew for another room; `unread` widens the first window. */
export function useTimeline(room: RoomId, unread: number): TimelineFeed {
  const { engine } = useSession()
  const [window, setWindow] = useState<Window>(() => openWindow(unread))
  const { end, limit } = window
  const result = useQuery<'timeline'>({ name: 'timeline', args: { room, end, limit } })
  const [last, setLast] = useState<TimelineView>()
  // A window on a hole is empty until the history comes: what was shown stays until then.
  const isHere = result !== undefined && (result.rows.length > 0 || result.older === 'none')
  const usable = isHere || (result !== undefined && last === undefined) ? result : undefined
  if (usable !== undefined && usable !== last) setLast(usable)
  const view = usable ?? last

  const onOlder = useCallback(
    () => setWindow((now) => (view === undefined ? now : older(now, view))),
    [view],
  )
  const onNewer = useCallback(
    () => setWindow((now) => (view === undefined ? now : newer(now, view))),
    [view],
  )
  const onLatest = useCallback(() => setWindow(latest), [])
  const goTo = useCallback(
    async (id: EntryId) => {
      if (view?.rows.some((row) => row.id === id)) return true
      const seq = await engine.locate(room, id)
      if (seq === null) return false
      setWindow((now) => around(now, seq))
      return true
    },
    [engine, room, view],
  )
  const goToSeq = useCallback((seq: Seq) => setWindow((now) => around(now, seq)), [])
  const pending = usable === undefined
  return { view, window, pending, onOlder, onNewer, onLatest, goTo, goToSeq }
}
