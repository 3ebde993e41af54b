import { useId, useState } from 'react'
import { onSubmit } from '../sign-in/form.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { madeWebhookAnswer } from './answers.ts'
import { Choices } from './section-parts.tsx'
import { useAskServer } from './use-server.ts'

/** As the server knows them; one it does not know is refused. */
const events = [
  'room.created',
  'room.changed',
  'member.joined',
  'member.left',
  'role.changed',
  'contract.started',
  'contract.ended',
  'message.posted',
  'message.edited',
  'message.deleted',
].map((name) => ({ name }))

export function NewWebhook({
  services,
  onMade,
  onCancel,
}: {
  readonly services: readonly string[]
  readonly onMade: (secret: string) => void
  readonly onCancel: () => void
}) {
  const ask = useAskServer()
  const select = useId()
  const [chosen, setChosen] = useState<string[]>([
    'room.created',
    'contract.started',
    'contract.ended',
  ])
  const [failed, setFailed] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function make(service: string, url: string) {
    if (chosen.length === 0) return setFailed('Choose at least one event.')
    setBusy(true)
    const outcome = await ask(madeWebhookAnswer, {
      method: 'POST',
      path: '/api/v1/admin/webhooks',
      body: { service, url: url.trim(), events: chosen },
    })
    setBusy(false)
    if (!outcome.ok) return setFailed(outcome.error.sentence)
    onMade(outcome.value.secret)
  }

  return (
    <form
      className="flex flex-col gap-3.5 rounded-xl border border-line bg-card p-4"
      onSubmit={onSubmit((read) => void make(read('service'), read('url')))}
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={select} className="text-second font-medium">
          Service
        </label>
        <select
          id={select}
          name="service"
          className="h-9 rounded-md border border-line-strong bg-ground px-2 text-ui pointer-coarse:h-11"
        >
          {services.map((service) => (
            <option key={service}>{service}</option>
          ))}
        </select>
      </div>
      <TextField
        label="Address"
        name="url"
        type="url"
        dir="ltr"
        placeholder="https://market.example.org/parley"
        hint="A public https address of the service."
        error={failed}
      />
      <Choices label="Tell it of" options={events} chosen={chosen} onChange={setChosen} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Make webhook
        </Button>
      </div>
    </form>
  )
}
