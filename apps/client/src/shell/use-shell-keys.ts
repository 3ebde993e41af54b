import { useEffect, useRef } from 'react'
import { onMac } from './on-mac.ts'
import { actOfKey, type ShellAct } from './shell-keys.ts'

/** Hears the keys that act wherever the focus is. Under a dialog they do nothing, also not what the browser would. */
export function useShellKeys(held: boolean, act: (act: ShellAct) => void): void {
  const latest = useRef({ held, act })
  useEffect(() => {
    latest.current = { held, act }
  })
  useEffect(() => {
    const undo = new AbortController()
    window.addEventListener(
      'keydown',
      (event) => {
        const { key, shiftKey: shift, altKey: alt, ctrlKey, metaKey } = event
        const found = event.isComposing
          ? undefined
          : actOfKey({ key, shift, alt, mod: onMac ? metaKey : ctrlKey })
        if (found === undefined) return
        event.preventDefault()
        if (!latest.current.held) latest.current.act(found)
      },
      { signal: undo.signal },
    )
    return () => undo.abort()
  }, [])
}
