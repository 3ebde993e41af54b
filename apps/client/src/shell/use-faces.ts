import { useEffect } from 'react'
import { usePeople, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'

/** Tells the faces who has which photo, and when the server is there again. */
export function useFaces(): void {
  const { faces } = useSession()
  const people = usePeople()
  const status = useStatus()
  const me = status?.me
  const isLive = status?.connection.kind === 'live'
  useEffect(() => faces.know(people.map(({ person }) => person)), [faces, people])
  useEffect(() => (me ? faces.know([me]) : undefined), [faces, me])
  useEffect(() => (isLive ? faces.retry() : undefined), [faces, isLive])
}
