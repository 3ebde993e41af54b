import { useEffect, useState } from 'react'
import { useSession } from './session.ts'

const minuteMs = 60_000

/** The time, moved on at each full minute. */
export function useNow(): number {
  const { host } = useSession()
  const [now, setNow] = useState(() => host.now())
  useEffect(() => {
    const timer = setTimeout(() => setNow(host.now()), minuteMs - (now % minuteMs) + 20)
    return () => clearTimeout(timer)
  }, [host, now])
  return now
}
