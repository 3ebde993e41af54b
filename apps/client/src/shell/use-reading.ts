import type { TimelineView } from '@parley/engine'
import type { EntryId, RoomId } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useSession } from '../data/session.ts'
import { useFocused } from '../data/use-attention.ts'

export type Reading = {
  /** The "new" line stands above the first message past it; null: there is none. It stays where it was when the room was opened. */
  readonly newAfter: number | null
  /** How many were new then, until they are dismissed. */
  readonly newCount: number
  readonly dismissNew: () => void
  /** New messages below what is in sight. */
  readonly newBelow: number
  readonly onAtEnd: (atEnd: boolean) => void
  /** From this message on everything is unread again, until the room is left and opened anew (M2). */
  readonly markUnread: (message: EntryId) => void
}

/**
 * Sends read marks: when the newest message is in sight in a focused window. Not while the room was marked unread by hand since
 * it was opened, on whichever device, nor when it stands open since the start (`restored`): then it was not opened (M2).
 */
export function useReading(
  room: RoomId,
  view: TimelineView | undefined,
  restored: boolean,
): Reading {
  const { intents, onFault } = useSession()
  const focused = useFocused()
  const [atEnd, setAtEnd] = useState(false)
  /** The version of a mark made by hand that opening the room may end; null: none. */
  const [openedOn, setOpenedOn] = useState<number | null>()
  /** The version that stood when the person called it unread here: theirs is on its way. */
  const [callingOn, setCallingOn] = useState<number | null>(null)
  const [newAfter, setNewAfter] = useState<number | null>()
  const [newCount, setNewCount] = useState(0)
  const [seenTo, setSeenTo] = useState(0)
  const isComplete = view !== undefined && (view.rows.length > 0 || view.older === 'none')
  if (newAfter === undefined && isComplete) {
    setNewAfter(view.unread > 0 ? view.readUpTo : null)
    setNewCount(view.unread)
  }
  if (openedOn === undefined && isComplete) setOpenedOn(restored ? null : view.mark.version)
  const mark = view?.mark
  const byHand = mark !== undefined && mark.unreadAt !== null && mark.version !== openedOn
  const held = byHand || mark?.version === callingOn
  // The line goes where the person, or another device of theirs, put it.
  if (byHand && newAfter !== undefined && newAfter !== mark.upTo) {
    setNewAfter(mark.upTo)
    setNewCount(view?.unread ?? 0)
  }

  const newest = view?.newer === 'none' ? newestSeq(view) : 0
  if (atEnd && newest > seenTo) setSeenTo(newest)

  const isUnread = view !== undefined && (newest > view.readUpTo || view.unread > 0)
  const marks = atEnd && focused && !held && newest > 0 && isUnread
  useEffect(() => {
    if (marks) intents.markRead(room, newest).catch(onFault)
  }, [marks, newest, room, intents, onFault])

  return {
    newAfter: newAfter ?? null,
    newCount,
    dismissNew: () => setNewCount(0),
    newBelow: atEnd || view === undefined ? 0 : countNew(view, seenTo || (newAfter ?? 0)),
    onAtEnd: setAtEnd,
    markUnread(message) {
      const seq = view?.rows.find((row) => row.id === message)?.seq
      if (seq === undefined || seq === null) return
      setCallingOn(mark?.version ?? null)
      intents.markUnread(room, seq).catch(onFault)
    },
  }
}

function newestSeq({ rows }: TimelineView): number {
  return rows.findLast((row) => row.seq !== null)?.seq ?? 0
}

function countNew({ rows }: TimelineView, after: number): number {
  if (after === 0) return 0
  return rows.filter((row) => row.kind === 'message' && !row.mine && (row.seq ?? 0) > after).length
}
