import type { RoomId } from '@parley/protocol'
import { useCallback, useEffect, useRef } from 'react'
import { useSession } from './session.ts'

/** Longer without a key is no typing. */
const pauseMs = 4_000
/** The engine repeats a notice by itself: more than this would only be noise. */
const againMs = 2_000

/** Tells the others of a room that the person types there; `false` says at once that they stopped. */
export function useTypingNotice(room: RoomId): (typing: boolean) => void {
  const { engine, host, onFault } = useSession()
  const told = useRef<{ at: number; timer: ReturnType<typeof setTimeout> }>(undefined)

  const stop = useCallback(() => {
    if (told.current === undefined) return
    clearTimeout(told.current.timer)
    told.current = undefined
    engine.typing(room, false).catch(onFault)
  }, [engine, room, onFault])

  useEffect(() => stop, [stop])

  return useCallback(
    (typing: boolean) => {
      if (!typing) return stop()
      const now = host.now()
      const fresh = told.current !== undefined && now - told.current.at < againMs
      const at = fresh ? (told.current?.at ?? now) : now
      clearTimeout(told.current?.timer)
      told.current = { at, timer: setTimeout(stop, pauseMs) }
      if (!fresh) engine.typing(room, true).catch(onFault)
    },
    [engine, room, host, onFault, stop],
  )
}
