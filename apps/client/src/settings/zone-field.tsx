import type { Person } from '@parley/protocol'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { Button } from '../ui/button.tsx'

/** The zone others see the person's time in. */
export function ZoneField({ me }: { readonly me: Person }) {
  const { intents, onFault, zone } = useSession()
  const now = useNow()
  const known = Intl.supportedValuesOf('timeZone')
  const zones = [...new Set([...known, zone, ...(me.timeZone === null ? [] : [me.timeZone])])]
  const set = (timeZone: string | null) => void intents.changeProfile({ timeZone }).catch(onFault)
  return (
    <>
      <label className="flex flex-col gap-1">
        <span className="text-second font-medium">Time zone</span>
        <select
          value={me.timeZone ?? ''}
          onChange={({ currentTarget }) => set(currentTarget.value || null)}
          className="h-9 rounded-md border border-line-strong bg-ground px-2 text-ui pointer-coarse:h-11"
        >
          <option value="">Not told</option>
          {zones.toSorted().map((name) => (
            <option key={name} value={name}>
              {name.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      {me.timeZone === null ? null : (
        <p className="text-second text-mute">Others see {clockIn(me.timeZone, now)} for you now.</p>
      )}
      {me.timeZone === zone ? null : (
        <p className="flex flex-wrap items-center gap-2 text-second text-mute">
          Your computer says {zone.replaceAll('_', ' ')}.
          <Button size="small" onClick={() => set(zone)}>
            Use it
          </Button>
        </p>
      )}
    </>
  )
}

function clockIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    now,
  )
}
