import { useEffect } from 'react'
import { useStatus } from './queries.ts'
import { useSession } from './session.ts'

/** While offline: tries at once when the network is back or the person comes back, rather than waiting out the pause. */
export function useReconnect(): void {
  const { engine, onFault } = useSession()
  const offline = useStatus()?.connection.kind === 'offline'
  useEffect(() => {
    if (!offline) return undefined
    const undo = new AbortController()
    const tryNow = () => {
      if (document.visibilityState === 'visible') engine.connectNow().catch(onFault)
    }
    window.addEventListener('online', tryNow, { signal: undo.signal })
    window.addEventListener('focus', tryNow, { signal: undo.signal })
    document.addEventListener('visibilitychange', tryNow, { signal: undo.signal })
    return () => undo.abort()
  }, [engine, offline, onFault])
}
