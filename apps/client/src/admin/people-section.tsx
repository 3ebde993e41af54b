import { MoreHorizontal, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { useShell } from '../shell/shell-context.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { TextField } from '../ui/text-field.tsx'
import { accountAnswer, peopleAnswer, type ListedAccount } from './answers.ts'
import { Awaited, Part, Rows, Tag } from './section-parts.tsx'
import { useAnswer, useAskServer } from './use-server.ts'

/** Between the last letter and the question. In milliseconds. */
const settleMs = 200

/** Everyone with an account here. */
export function PeopleSection() {
  const ask = useAskServer()
  const { tell } = useShell()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), settleMs)
    return () => clearTimeout(timer)
  }, [typed])
  const query = `/api/v1/admin/people?search=${encodeURIComponent(search)}`
  const answer = useAnswer(query, peopleAnswer)
  const [further, setFurther] = useState<{
    query: string
    people: ListedAccount[]
    more: boolean
  }>()
  const [changed, setChanged] = useState<ReadonlyMap<string, ListedAccount>>(new Map())
  const rest = further?.query === query ? further : undefined

  async function showMore(people: readonly ListedAccount[]) {
    const last = people.at(-1)?.person
    const path = `${query}&after=${last}`
    const outcome = await ask(peopleAnswer, { method: 'GET', path })
    if (!outcome.ok) return tell(outcome.error.sentence)
    const { people: next, more } = outcome.value
    setFurther({ query, people: [...(rest?.people ?? []), ...next], more })
  }
  async function change(
    account: ListedAccount,
    body: { administrator?: boolean; active?: boolean },
  ) {
    const path = `/api/v1/admin/people/${account.person}`
    const outcome = await ask(accountAnswer, { method: 'PATCH', path, body })
    if (!outcome.ok) return tell(outcome.error.sentence)
    setChanged((before) => new Map(before).set(account.person, outcome.value))
  }

  return (
    <Part
      title="People"
      lead={
        answer.value === undefined
          ? 'Everyone with an account here'
          : `${answer.value.total} with an account here`
      }
      end={
        <TextField
          label="Find by name or e-mail"
          labelHidden
          placeholder="Find by name or e-mail"
          type="search"
          icon={<Search className="icon" />}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className="w-60 max-pair:w-full"
        />
      }
    >
      <Awaited answer={answer}>
        {(found) => {
          const people = [...found.people, ...(rest?.people ?? [])].map(
            (account) => changed.get(account.person) ?? account,
          )
          if (people.length === 0)
            return <Rows empty={`Nobody here is called “${search}” or has it in their address.`} />
          return (
            <>
              <Rows>
                {people.map((account) => (
                  <AccountRow key={account.person} account={account} onChange={change} />
                ))}
              </Rows>
              {(rest?.more ?? found.more) ? (
                <Button className="self-center" onClick={() => void showMore(people)}>
                  Show more
                </Button>
              ) : null}
            </>
          )
        }}
      </Awaited>
    </Part>
  )
}

function AccountRow({
  account,
  onChange,
}: {
  readonly account: ListedAccount
  readonly onChange: (
    account: ListedAccount,
    body: { administrator?: boolean; active?: boolean },
  ) => Promise<void>
}) {
  const { account: me, times } = useSession()
  const { show } = useShell()
  const now = useNow()
  const { person, name, handle, email, administrator, seenAt, deactivatedAt } = account
  const isMe = person === me.person
  const act = (body: { administrator?: boolean; active?: boolean }) => void onChange(account, body)
  const seen = seenAt === null ? 'not signed in' : `last here ${times.short(seenAt, now)}`
  return (
    <li className="flex items-center gap-3 px-3.5 py-2.5">
      <Avatar id={person} name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span dir="auto" className="truncate font-semibold">
            {name}
          </span>
          {handle === null ? null : (
            <span className="truncate text-second text-mute">@{handle}</span>
          )}
          {isMe ? <Tag>You</Tag> : null}
          {administrator ? <Tag tone="good">Administrator</Tag> : null}
          {deactivatedAt === null ? null : <Tag tone="bad">Deactivated</Tag>}
        </p>
        <p className="text-second text-mute wrap-anywhere">
          {email} · {deactivatedAt === null ? seen : `since ${times.short(deactivatedAt, now)}`}
        </p>
      </div>
      <Menu trigger={<IconButton label={`Actions for ${name}`} icon={<MoreHorizontal />} />}>
        {administrator ? (
          <MenuItem
            onPick={() =>
              show({
                kind: 'confirm',
                title: isMe ? 'Give up administration?' : `Take the right from ${name}?`,
                text: isMe
                  ? 'You will no longer see this page. Another administrator can give the right back.'
                  : 'They will no longer see this page. Their rooms stay as they are.',
                action: isMe ? 'Give it up' : 'Take the right',
                onConfirm: () => act({ administrator: false }),
              })
            }
          >
            No longer administrator
          </MenuItem>
        ) : (
          <MenuItem onPick={() => act({ administrator: true })}>Make administrator</MenuItem>
        )}
        {deactivatedAt !== null ? (
          <MenuItem onPick={() => act({ active: true })}>Let in again</MenuItem>
        ) : isMe ? null : (
          <MenuItem
            danger
            onPick={() =>
              show({
                kind: 'confirm',
                title: `Deactivate ${name}?`,
                text: 'They are signed out everywhere at once and cannot sign in. What they wrote and their rooms stay. You can let them in again.',
                action: 'Deactivate',
                onConfirm: () => act({ active: false }),
              })
            }
          >
            Deactivate…
          </MenuItem>
        )}
      </Menu>
    </li>
  )
}
