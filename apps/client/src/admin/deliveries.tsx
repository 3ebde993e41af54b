import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { useShell } from '../shell/shell-context.ts'
import { Button } from '../ui/button.tsx'
import { attemptAnswer, deliveriesAnswer, type Delivery } from './answers.ts'
import { attemptWords } from './attempt-words.ts'
import { Awaited, Rows, Tag } from './section-parts.tsx'
import { useAnswer, useAskServer } from './use-server.ts'

/** The last attempts of one webhook, each to be sent again by hand. */
export function Deliveries({
  path,
  onSent,
}: {
  readonly path: string
  readonly onSent: () => void
}) {
  const answer = useAnswer(path, deliveriesAnswer)
  const ask = useAskServer()
  const { tell } = useShell()
  const { times } = useSession()
  const now = useNow()

  async function redeliver({ id }: Delivery) {
    const outcome = await ask(attemptAnswer, { method: 'POST', path: `${path}/${id}/redeliver` })
    tell(outcome.ok ? `Sent again: ${attemptWords(outcome.value).said}` : outcome.error.sentence)
    answer.reload()
    onSent()
  }

  return (
    <Awaited answer={answer}>
      {({ deliveries }) =>
        deliveries.length === 0 ? (
          <Rows empty="Nothing was sent yet." />
        ) : (
          <Rows>
            {deliveries.map((delivery) => {
              const { said, good } = attemptWords(delivery)
              return (
                <li key={delivery.id} className="flex items-center gap-3 px-3 py-1.5 text-second">
                  <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
                    <span dir="ltr" className="font-medium">
                      {delivery.type}
                    </span>
                    <Tag tone={good ? 'good' : 'bad'}>{said}</Tag>
                    <span className="text-mute tabular-nums">
                      {times.moment(delivery.at, now)} · {delivery.durationMs} ms
                      {delivery.byHand ? ' · by hand' : ''}
                    </span>
                  </div>
                  <Button
                    size="small"
                    aria-label={`Send ${delivery.type} again`}
                    onClick={() => void redeliver(delivery)}
                  >
                    Redeliver
                  </Button>
                </li>
              )
            })}
          </Rows>
        )
      }
    </Awaited>
  )
}
