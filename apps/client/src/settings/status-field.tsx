import { limits, statusAt, type Person } from '@parley/protocol'
import { useState, type FormEvent } from 'react'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Choice } from './choice.tsx'

const emojis = ['💬', '🎧', '🍽️', '🏖️', '🤒', '🏠', '🚌'] as const
const hourMs = 3_600_000
type Until = 'never' | 'hour' | 'today'

/** The words, the sign before them, and how long they stand. */
export function StatusField({ me }: { readonly me: Person }) {
  const { intents, onFault, times } = useSession()
  const now = useNow()
  const standing = statusAt(me, now)
  const [text, setText] = useState(standing?.text ?? '')
  const [emoji, setEmoji] = useState<string | null>(standing?.emoji ?? null)
  const [until, setUntil] = useState<Until>('never')
  const says = text.trim() !== '' || emoji !== null
  function save(event: FormEvent) {
    event.preventDefault()
    if (!says) return
    const status = { text: text.trim(), emoji, until: endOf(until, now) }
    void intents.changeProfile({ status }).catch(onFault)
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-3.5">
      <TextField
        label="Status"
        value={text}
        maxLength={limits.statusChars}
        placeholder="In a meeting"
        icon={emoji ?? undefined}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div role="group" aria-label="Sign" className="flex flex-wrap gap-1">
        {emojis.map((sign) => (
          <Button
            key={sign}
            size="small"
            look={sign === emoji ? 'quiet' : 'plain'}
            aria-pressed={sign === emoji}
            onClick={() => setEmoji(sign === emoji ? null : sign)}
          >
            {sign}
          </Button>
        ))}
      </div>
      <Choice
        label="Clear it"
        value={until}
        options={[
          { value: 'never', label: 'By hand' },
          { value: 'hour', label: 'In an hour' },
          { value: 'today', label: 'Tonight' },
        ]}
        onPick={setUntil}
      />
      {standing?.until ? (
        <p className="text-second text-mute">
          It stands until {times.moment(standing.until, now)}.
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={!says}>
          Set status
        </Button>
        {standing === null ? null : (
          <Button
            look="plain"
            onClick={() => void intents.changeProfile({ status: null }).catch(onFault)}
          >
            Clear
          </Button>
        )}
      </div>
    </form>
  )
}

function endOf(until: Until, now: number): number | null {
  if (until === 'never') return null
  if (until === 'hour') return now + hourMs
  return new Date(now).setHours(24, 0, 0, 0)
}
