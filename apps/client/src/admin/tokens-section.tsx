import { useState } from 'react'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { useShell } from '../shell/shell-context.ts'
import { onSubmit } from '../sign-in/form.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { anyAnswer, madeTokenAnswer, tokensAnswer, type ListedToken } from './answers.ts'
import { Awaited, Choices, Part, Rows, ShownOnce, Tag } from './section-parts.tsx'
import { useAnswer, useAskServer } from './use-server.ts'

const path = '/api/v1/admin/tokens'

/** Keys by which other services drive rooms. */
export function TokensSection() {
  const answer = useAnswer(path, tokensAnswer)
  const ask = useAskServer()
  const { show, tell } = useShell()
  const [secret, setSecret] = useState<string>()
  const [adding, setAdding] = useState(false)

  async function revoke({ id }: ListedToken) {
    const outcome = await ask(anyAnswer, { method: 'DELETE', path: `${path}/${id}` })
    if (!outcome.ok) tell(outcome.error.sentence)
    answer.reload()
  }

  return (
    <Part
      title="Service tokens"
      lead="A marketplace makes and changes rooms with one, over the HTTP interface."
      end={
        adding ? null : (
          <Button look="primary" onClick={() => setAdding(true)}>
            New token
          </Button>
        )
      }
    >
      {secret === undefined ? null : (
        <ShownOnce label="The new token." secret={secret} onDone={() => setSecret(undefined)} />
      )}
      <Awaited answer={answer}>
        {({ tokens, scopes }) => (
          <>
            {adding ? (
              <NewToken
                scopes={scopes}
                onCancel={() => setAdding(false)}
                onMade={(made) => {
                  setAdding(false)
                  setSecret(made)
                  answer.reload()
                }}
              />
            ) : null}
            {tokens.length === 0 ? (
              <Rows empty="There are no tokens yet." />
            ) : (
              <Rows>
                {tokens.map((token) => (
                  <TokenRow
                    key={token.id}
                    token={token}
                    onRevoke={() =>
                      show({
                        kind: 'confirm',
                        title: `Revoke this token of ${token.name}?`,
                        text: 'From that moment on it opens nothing. What the service made stays, and another token of the same name goes on with it.',
                        action: 'Revoke',
                        onConfirm: () => void revoke(token),
                      })
                    }
                  />
                ))}
              </Rows>
            )}
          </>
        )}
      </Awaited>
    </Part>
  )
}

function TokenRow({
  token,
  onRevoke,
}: {
  readonly token: ListedToken
  readonly onRevoke: () => void
}) {
  const { times } = useSession()
  const now = useNow()
  const { id, name, scopes, usedAt, revokedAt } = token
  const used = usedAt === null ? 'never used' : `used ${times.moment(usedAt, now)}`
  return (
    <li className="flex items-center gap-3 px-3.5 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span dir="auto" className="truncate font-semibold">
            {name}
          </span>
          <code dir="ltr" className="text-label text-mute">
            pst_{id.slice(0, 6)}…
          </code>
          {revokedAt === null ? null : <Tag tone="bad">Revoked</Tag>}
        </p>
        <p className="text-second text-mute wrap-anywhere">
          {revokedAt === null ? used : `revoked ${times.moment(revokedAt, now)}`} ·{' '}
          <span dir="ltr">{scopes.join(', ')}</span>
        </p>
      </div>
      {revokedAt === null ? (
        <Button size="small" onClick={onRevoke}>
          Revoke
        </Button>
      ) : null}
    </li>
  )
}

function NewToken({
  scopes,
  onMade,
  onCancel,
}: {
  readonly scopes: readonly { readonly name: string; readonly does: string }[]
  readonly onMade: (secret: string) => void
  readonly onCancel: () => void
}) {
  const ask = useAskServer()
  const [chosen, setChosen] = useState<string[]>(scopes.map(({ name }) => name))
  const [failed, setFailed] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function make(name: string) {
    if (name.trim() === '') return setFailed('Say which service it is for.')
    if (chosen.length === 0) return setFailed('Choose at least one thing it may do.')
    setBusy(true)
    const body = { name, scopes: chosen }
    const outcome = await ask(madeTokenAnswer, { method: 'POST', path, body })
    setBusy(false)
    if (!outcome.ok) return setFailed(outcome.error.sentence)
    onMade(outcome.value.secret)
  }

  return (
    <form
      className="flex flex-col gap-3.5 rounded-xl border border-line bg-card p-4"
      onSubmit={onSubmit((read) => void make(read('name')))}
    >
      <TextField
        label="Service"
        name="name"
        maxLength={80}
        placeholder="For example Umbrella Market"
        hint="Its rooms belong to this name; another token of the same name reaches them too."
        error={failed}
      />
      <Choices label="It may" options={scopes} chosen={chosen} onChange={setChosen} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Make token
        </Button>
      </div>
    </form>
  )
}
