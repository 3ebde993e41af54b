import { handleSchema, limits, type Person } from '@parley/protocol'
import { useState, type FormEvent } from 'react'
import { useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Part } from './part.tsx'
import { PhotoField } from './photo-field.tsx'
import { StatusField } from './status-field.tsx'
import { ZoneField } from './zone-field.tsx'

/** What others see of the person. Shown at once, and sent when there is a network. */
export function ProfileSection() {
  const { host } = useSession()
  const me = useStatus()?.me
  if (me === undefined) return null
  return (
    <>
      {host.photos === null ? null : (
        <Part title="Photo">
          <PhotoField me={me} photos={host.photos} />
        </Part>
      )}
      <Part title="Name" about="What others see beside what you write.">
        <NameForm key={`${me.name} ${me.handle}`} me={me} />
      </Part>
      <Part title="Status" about="A word on how you are; it goes away by itself if you like.">
        <StatusField key={JSON.stringify(me.status)} me={me} />
      </Part>
      <Part title="Time zone" about="Others see what time it is for you.">
        <ZoneField me={me} />
      </Part>
    </>
  )
}

function NameForm({ me }: { readonly me: Person }) {
  const { intents, onFault } = useSession()
  const [name, setName] = useState(me.name)
  const [handle, setHandle] = useState(me.handle)
  const wanted = handle.trim().replace(/^@/, '').toLowerCase()
  const handleError = handleSchema.safeParse(wanted).success
    ? undefined
    : 'Letters, digits, dots, dashes and underscores; it begins with a letter or digit.'
  const nameError = name.trim() === '' ? 'Everyone needs a name.' : undefined
  const changed = name.trim() !== me.name || wanted !== me.handle
  function save(event: FormEvent) {
    event.preventDefault()
    if (!changed || handleError !== undefined || nameError !== undefined) return
    const change = {
      ...(name.trim() === me.name ? {} : { name: name.trim() }),
      ...(wanted === me.handle ? {} : { handle: wanted }),
    }
    void intents.changeProfile(change).catch(onFault)
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-3.5">
      <TextField
        label="Name"
        value={name}
        maxLength={limits.nameChars}
        autoComplete="name"
        error={nameError}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextField
        label="Handle"
        value={handle}
        dir="ltr"
        maxLength={limits.handleChars + 1}
        autoCapitalize="none"
        spellCheck={false}
        icon="@"
        hint="How others mention you. Mentions written before keep the old one."
        error={handleError}
        onChange={({ currentTarget }) => setHandle(currentTarget.value)}
      />
      <Button
        type="submit"
        look="primary"
        className="self-start"
        disabled={!changed || handleError !== undefined || nameError !== undefined}
      >
        Save
      </Button>
    </form>
  )
}
