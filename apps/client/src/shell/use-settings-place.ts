import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'

/** Where in the settings the address says one is; null outside them. `leave` goes back to the room one came from. */
export function useSettingsPlace(
  room: string | undefined,
  go: (room: string | undefined) => void,
): { readonly at: string | undefined; readonly leave: () => void } | null {
  const [location] = useLocation()
  const [last, setLast] = useState(room)
  if (room !== undefined && room !== last) setLast(room)
  const leave = useCallback(() => go(last), [go, last])
  const [, first, at] = location.split('/')
  return first === 'settings' ? { at, leave } : null
}
