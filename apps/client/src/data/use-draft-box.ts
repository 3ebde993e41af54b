import type { RoomId } from '@parley/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { following, type Draft } from './begun.ts'
import { useDraft } from './queries.ts'
import { useSession } from './session.ts'

const empty: Draft = { text: '', replyTo: null }
const saveMs = 500

/**
 * What is being written in a room. It starts from what was kept, and is kept half a second after the last key, and at once when
 * the page or the room is left; not before the kept draft is known, which would be overwritten. What the device cannot keep stays with the page; `onNotKept` hears of it.
 */
export function useDraftBox(
  room: RoomId,
  onNotKept: (cause: unknown) => void,
): {
  readonly draft: Draft
  readonly write: (draft: Draft) => void
  /** What could not be sent, back into the box: before whatever was written since. */
  readonly giveBack: (draft: Draft) => void
  readonly flush: () => void
} {
  const { engine, begun } = useSession()
  const kept = useDraft(room)
  const [written, setWritten] = useState(() => begun.drafts.get(room) ?? begun.typed.get(room))
  const latest = useRef(written)
  const isKnown = useRef(begun.drafts.has(room))
  const unsaved = useRef<{ draft: Draft; timer: ReturnType<typeof setTimeout> }>(undefined)

  const flush = useCallback(() => {
    if (unsaved.current === undefined) return
    const { draft, timer } = unsaved.current
    clearTimeout(timer)
    if (!isKnown.current) return void begun.typed.set(room, draft)
    unsaved.current = undefined
    const isEmpty = draft.text.trim() === '' && draft.replyTo === null
    engine.saveDraft(room, isEmpty ? null : draft).then(
      () => void begun.drafts.delete(room),
      (cause: unknown) => {
        begun.drafts.set(room, draft)
        onNotKept(cause)
      },
    )
  }, [engine, begun, room, onNotKept])

  const write = useCallback(
    (draft: Draft) => {
      setWritten(draft)
      latest.current = draft
      clearTimeout(unsaved.current?.timer)
      unsaved.current = { draft, timer: setTimeout(flush, saveMs) }
    },
    [flush],
  )

  const giveBack = useCallback(
    (draft: Draft) => {
      const since = latest.current?.text ?? ''
      write(since.trim() === '' ? draft : { ...draft, text: `${draft.text}\n${since}` })
    },
    [write],
  )

  useEffect(() => {
    if (kept === undefined || isKnown.current) return
    isKnown.current = true
    begun.typed.delete(room)
    if (latest.current !== undefined) write(following(kept, latest.current))
  }, [kept, begun, room, write])

  useEffect(() => {
    const undo = new AbortController()
    window.addEventListener('pagehide', flush, { signal: undo.signal })
    window.addEventListener('blur', flush, { signal: undo.signal })
    document.addEventListener('visibilitychange', flush, { signal: undo.signal })
    return () => {
      undo.abort()
      flush()
    }
  }, [flush])

  return { draft: written ?? kept ?? empty, write, giveBack, flush }
}
