import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { Button } from '../ui/button.tsx'
import { healthAnswer } from './answers.ts'
import { Facts, type Fact } from './facts.tsx'
import { bytesWords, spanWords } from './limit-words.ts'
import { Awaited, Part } from './section-parts.tsx'
import { useAnswer } from './use-server.ts'

/** Apart by more than this, times on messages look wrong. In milliseconds. */
const clockApartMs = 60_000

/** How the server is. */
export function HealthSection() {
  const answer = useAnswer('/api/v1/admin/health', healthAnswer)
  const { host, times } = useSession()
  const now = useNow()
  return (
    <Part
      title="Health"
      lead="As it was when you asked."
      end={
        <Button size="small" busy={answer.busy} onClick={answer.reload}>
          Ask again
        </Button>
      }
    >
      <Awaited answer={answer}>
        {(health) => {
          const apart = Math.abs(health.now - host.now())
          const unknown = 'not known'
          const rows: Fact[] = [
            { label: 'Version', value: health.version },
            { label: 'Running for', value: spanWords(health.now - health.startedAt) },
            { label: 'Accounts', value: String(health.accounts) },
            { label: 'Open connections', value: String(health.sockets) },
            { label: 'Commands waiting for the disk', value: String(health.waiting.commands) },
            {
              label: 'Rooms waiting to be told to webhooks',
              value: String(health.waiting.webhooks),
            },
            {
              label: 'Databases',
              value: health.databaseBytes === null ? unknown : bytesWords(health.databaseBytes),
            },
            {
              label: 'Free on the disk',
              value: health.freeBytes === null ? unknown : bytesWords(health.freeBytes),
            },
            {
              label: 'Last backup since it runs',
              value: health.backupAt === null ? 'none' : times.moment(health.backupAt, now),
            },
            {
              label: 'Clock',
              value:
                apart < clockApartMs
                  ? 'as on this device'
                  : `${spanWords(apart)} from this device’s`,
            },
          ]
          return <Facts rows={rows} />
        }}
      </Awaited>
    </Part>
  )
}
