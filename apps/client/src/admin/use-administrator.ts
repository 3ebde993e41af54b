import { useStatus } from '../data/queries.ts'
import { isOnline } from '../words/message-words.ts'
import { sessionAnswer } from './answers.ts'
import { useAnswer } from './use-server.ts'
import { useEffect } from 'react'

/** Whether the person is an administrator, as the server said last; undefined until it did. Asked again when the server is back. */
export function useAdministrator(): boolean | undefined {
  const { value, reload } = useAnswer('/api/v1/session', sessionAnswer)
  const online = isOnline(useStatus()?.connection)
  useEffect(() => {
    if (online) reload()
  }, [online, reload])
  return value?.administrator
}
