import { useState } from 'react'
import { useShell } from '../shell/shell-context.ts'
import { settingsAnswer, healthAnswer } from './answers.ts'
import { Facts } from './facts.tsx'
import { limitWords } from './limit-words.ts'
import { Awaited, Part } from './section-parts.tsx'
import { useAnswer, useAskServer } from './use-server.ts'

const path = '/api/v1/admin/settings'
const choices = [
  { value: 'open', label: 'Open', does: 'Whoever reaches this server may make an account.' },
  { value: 'closed', label: 'Closed', does: 'Only who is invited gets an account.' },
] as const

/** What is decided for the whole server, and what its limits are. */
export function ServerSection() {
  const answer = useAnswer(path, settingsAnswer)
  const health = useAnswer('/api/v1/admin/health', healthAnswer)
  const ask = useAskServer()
  const { tell } = useShell()
  const [picked, setPicked] = useState<'open' | 'closed'>()

  async function change(signUp: 'open' | 'closed') {
    setPicked(signUp)
    const outcome = await ask(settingsAnswer, { method: 'PATCH', path, body: { signUp } })
    if (!outcome.ok) {
      setPicked(undefined)
      tell(outcome.error.sentence)
    }
  }

  return (
    <>
      <Part title="Sign-up" lead="Changes count at once.">
        <Awaited answer={answer}>
          {({ signUp, signUpForcedClosed }) => (
            <>
              <div role="radiogroup" aria-label="Sign-up" className="grid gap-2 pair:grid-cols-2">
                {choices.map(({ value, label, does }) => (
                  <label
                    key={value}
                    className="flex items-start gap-2.5 rounded-xl border border-line p-3.5 has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60"
                  >
                    <input
                      type="radio"
                      name="sign-up"
                      className="mt-1 accent-accent"
                      disabled={signUpForcedClosed}
                      checked={(signUpForcedClosed ? 'closed' : (picked ?? signUp)) === value}
                      onChange={() => void change(value)}
                    />
                    <span className="font-medium">
                      {label}
                      <span className="block text-second font-normal text-mute">{does}</span>
                    </span>
                  </label>
                ))}
              </div>
              {signUpForcedClosed ? (
                <p className="text-second text-mute">
                  The server was started with --no-sign-up, which keeps it closed.
                </p>
              ) : null}
            </>
          )}
        </Awaited>
      </Part>
      <Part title="Limits" lead="The same for everyone on this server.">
        <Awaited answer={health}>{({ limits }) => <Facts rows={limitWords(limits)} />}</Awaited>
      </Part>
    </>
  )
}
