import { useEffect, useSyncExternalStore } from 'react'
import { useSession } from './session.ts'

const idleMs = 5 * 60_000

/** Whether the person can be reading now: the page is visible and its window has the focus. */
export function useFocused(): boolean {
  return useSyncExternalStore(subscribeFocus, isFocused)
}

function isFocused(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

function subscribeFocus(tell: () => void): () => void {
  const undo = new AbortController()
  const { signal } = undo
  window.addEventListener('focus', tell, { signal })
  window.addEventListener('blur', tell, { signal })
  document.addEventListener('visibilitychange', tell, { signal })
  return () => undo.abort()
}

/** Tells the server whether someone is there: the window has the focus, and it was touched within five minutes. */
export function useActivity(): void {
  const { engine, onFault } = useSession()
  const focused = useFocused()
  useEffect(() => {
    if (!focused) {
      engine.active(false).catch(onFault)
      return undefined
    }
    let idle = false
    let timer: ReturnType<typeof setTimeout>
    const say = (active: boolean) => {
      idle = !active
      engine.active(active).catch(onFault)
    }
    const touched = () => {
      clearTimeout(timer)
      timer = setTimeout(() => say(false), idleMs)
      if (idle) say(true)
    }
    say(true)
    touched()
    const undo = new AbortController()
    for (const event of ['pointermove', 'pointerdown', 'keydown', 'wheel'])
      window.addEventListener(event, touched, { signal: undo.signal, passive: true })
    return () => {
      clearTimeout(timer)
      undo.abort()
    }
  }, [engine, focused, onFault])
}
