import type { EntryId, RoomId } from '@parley/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDraft } from './queries.ts'
import { useSession } from './session.ts'

export type Draft = { readonly text: string; readonly replyTo: EntryId | null }
const empty: Draft = { text: '', replyTo: null }
const saveMs = 500

/**
 * What is being written in a room. It starts from what was kept, and is kept half a second after the last key, and at once when
 * the page or the room is left.
 */
export function useDraftBox(room: RoomId): {
  readonly draft: Draft
  readonly write: (draft: Draft) => void
  readonly flush: () => void
} {
  const { engine, onFault } = useSession()
  const kept = useDraft(room)
  const [written, setWritten] = useState<Draft>()
  const unsaved = useRef<{ draft: Draft; timer: ReturnType<typeof setTimeout> }>(undefined)

  const flush = useCallback(() => {
    if (unsaved.current === undefined) return
    const { draft, timer } = unsaved.current
    unsaved.current = undefined
    clearTimeout(timer)
    const isEmpty = draft.text.trim() === '' && draft.replyTo === null
    engine.saveDraft(room, isEmpty ? null : draft).catch(onFault)
  }, [engine, room, onFault])

  const write = useCallback(
    (draft: Draft) => {
      setWritten(draft)
      clearTimeout(unsaved.current?.timer)
      unsaved.current = { draft, timer: setTimeout(flush, saveMs) }
    },
    [flush],
  )

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

  return { draft: written ?? kept ?? empty, write, flush }
}
