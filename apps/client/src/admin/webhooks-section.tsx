import { useState } from 'react'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { useShell } from '../shell/shell-context.ts'
import { Button } from '../ui/button.tsx'
import {
  anyAnswer,
  attemptAnswer,
  tokensAnswer,
  webhooksAnswer,
  type ListedWebhook,
} from './answers.ts'
import { Deliveries } from './deliveries.tsx'
import { NewWebhook } from './new-webhook.tsx'
import { Awaited, Part, Rows, ShownOnce, Tag } from './section-parts.tsx'
import { useAnswer, useAskServer } from './use-server.ts'
import { attemptWords } from './attempt-words.ts'

const path = '/api/v1/admin/webhooks'

/** Where services are told what happens in their rooms. */
export function WebhooksSection() {
  const answer = useAnswer(path, webhooksAnswer)
  const tokens = useAnswer('/api/v1/admin/tokens', tokensAnswer)
  const services = [...new Set(tokens.value?.tokens.map(({ name }) => name) ?? [])].sort()
  const [secret, setSecret] = useState<string>()
  const [adding, setAdding] = useState(false)
  return (
    <Part
      title="Webhooks"
      lead="Tell a service what happens in the rooms it made."
      end={
        adding || services.length === 0 ? null : (
          <Button look="primary" onClick={() => setAdding(true)}>
            New webhook
          </Button>
        )
      }
    >
      {secret === undefined ? null : (
        <ShownOnce
          label="The secret its deliveries are signed with."
          secret={secret}
          onDone={() => setSecret(undefined)}
        />
      )}
      {adding ? (
        <NewWebhook
          services={services}
          onCancel={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false)
            setSecret(made)
            answer.reload()
          }}
        />
      ) : null}
      <Awaited answer={answer}>
        {({ webhooks }) =>
          webhooks.length === 0 ? (
            <Rows
              empty={
                services.length === 0 && tokens.value !== undefined
                  ? 'There is no service yet: make a token for one first.'
                  : 'There are no webhooks yet.'
              }
            />
          ) : (
            <Rows>
              {webhooks.map((webhook) => (
                <WebhookRow key={webhook.id} webhook={webhook} onChanged={answer.reload} />
              ))}
            </Rows>
          )
        }
      </Awaited>
    </Part>
  )
}

function WebhookRow({
  webhook,
  onChanged,
}: {
  readonly webhook: ListedWebhook
  readonly onChanged: () => void
}) {
  const ask = useAskServer()
  const { show, tell } = useShell()
  const { times } = useSession()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const [turn, setTurn] = useState(0)
  const { id, url, service, events, disabled, failingSince } = webhook

  async function act(method: 'POST' | 'DELETE', step: string) {
    const outcome = await ask(anyAnswer, { method, path: `${path}/${id}${step}` })
    if (!outcome.ok) tell(outcome.error.sentence)
    onChanged()
  }
  async function ping() {
    const outcome = await ask(attemptAnswer, { method: 'POST', path: `${path}/${id}/ping` })
    tell(outcome.ok ? `Ping: ${attemptWords(outcome.value).said}` : outcome.error.sentence)
    setTurn(turn + 1)
    onChanged()
  }

  return (
    <li className="flex flex-col gap-2 px-3.5 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span dir="ltr" className="min-w-0 font-medium wrap-anywhere">
          {url}
        </span>
        {disabled ? (
          <Tag tone="bad">Off</Tag>
        ) : failingSince !== null ? (
          <Tag tone="bad">Failing</Tag>
        ) : (
          <Tag tone="good">On</Tag>
        )}
      </div>
      <p className="text-second text-mute wrap-anywhere">
        <span dir="auto">{service}</span> · <span dir="ltr">{events.join(', ')}</span>
      </p>
      {disabled ? (
        <p className="text-second text-hot">
          {disabled.why} Nothing is sent since {times.moment(disabled.at, now)}.
        </p>
      ) : failingSince !== null ? (
        <p className="text-second text-hot">
          Nothing came through since {times.moment(failingSince, now)}. It is tried again by itself.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide deliveries' : 'Deliveries'}
        </Button>
        <Button size="small" onClick={() => void ping()}>
          Send a ping
        </Button>
        {disabled ? (
          <Button size="small" look="primary" onClick={() => void act('POST', '/enable')}>
            Send again
          </Button>
        ) : null}
        <Button
          size="small"
          look="plain"
          onClick={() =>
            show({
              kind: 'confirm',
              title: 'Remove this webhook?',
              text: `${url} is told nothing more, and its deliveries are forgotten.`,
              action: 'Remove',
              onConfirm: () => void act('DELETE', ''),
            })
          }
        >
          Remove
        </Button>
      </div>
      {open ? <Deliveries key={turn} path={`${path}/${id}/deliveries`} onSent={onChanged} /> : null}
    </li>
  )
}
