import type { Account, Host } from '@parley/engine'
import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { Button } from '../ui/button.tsx'
import { Part } from './part.tsx'

const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      startedAt: z.number(),
      device: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
})
type Listed = z.infer<typeof sessionsSchema>['sessions']

/** The address one signs in with, and where one is signed in. */
export function AccountSection() {
  const { account } = useSession()
  return (
    <>
      <Part title="E-mail address" about="You sign in with it. Others do not see it.">
        <p className="wrap-anywhere">{account.email}</p>
      </Part>
      <Part
        title="Where you are signed in"
        about="End a session you do not know; what is written there is kept there until someone signs in."
      >
        <Sessions />
      </Part>
    </>
  )
}

function Sessions() {
  const { account, host, times } = useSession()
  const now = useNow()
  const [listed, setListed] = useState<Listed | string>()
  const [busy, setBusy] = useState<string>()
  const load = useCallback(() => askSessions(host, account).then(setListed), [account, host])
  useEffect(() => void askSessions(host, account).then(setListed), [account, host])

  async function end(path: string, method: 'POST' | 'DELETE') {
    setBusy(path)
    await host.call(account, { method, path })
    await load()
    setBusy(undefined)
  }

  if (listed === undefined) return <p className="text-second text-mute">Asking the server …</p>
  if (typeof listed === 'string') {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 text-second">
        {listed}
        <Button size="small" onClick={() => void load()}>
          Try again
        </Button>
      </div>
    )
  }
  const endOthers = '/api/v1/sessions/end-others'
  return (
    <>
      <ul className="flex flex-col gap-2">
        {listed.map(({ id, device, startedAt, current }) => {
          const path = `/api/v1/sessions/${id}`
          return (
            <li key={id} className="flex items-center gap-3">
              <span className="min-w-0 flex-1">
                <span className="block truncate">{deviceName(device)}</span>
                <span className="block text-second text-mute">
                  {current ? 'This one, since' : 'Since'} {times.moment(startedAt, now)}
                </span>
              </span>
              {current ? null : (
                <Button
                  size="small"
                  busy={busy === path}
                  aria-label={`Sign out ${deviceName(device)}, since ${times.moment(startedAt, now)}`}
                  onClick={() => void end(path, 'DELETE')}
                >
                  Sign out
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {listed.length < 2 ? null : (
        <Button
          className="self-start"
          busy={busy === endOthers}
          onClick={() => void end(endOthers, 'POST')}
        >
          Sign out everywhere else
        </Button>
      )}
    </>
  )
}

/** The sessions, or why there is no list. */
async function askSessions(host: Host, account: Account): Promise<Listed | string> {
  const answer = await host.call(account, { method: 'GET', path: '/api/v1/sessions' })
  if (!answer.ok) return answer.error.sentence
  const parsed = sessionsSchema.safeParse(answer.value)
  return parsed.success ? parsed.data.sessions : 'The list could not be read.'
}

/** "Firefox on Linux" from what a browser calls itself. */
function deviceName(agent: string | null): string {
  if (agent === null) return 'An unknown device'
  const browser = /(Firefox|Edg|OPR|Electron|Chrome|Safari)\//.exec(agent)?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Electron: 'Parley app' }
  const name = browser && (names[browser] ?? browser)
  return [name ?? agent.slice(0, 40), system?.replace(' OS X', '')].filter(Boolean).join(' on ')
}
