import type { Person, PersonId } from '@parley/protocol'
import Fuse from 'fuse.js'
import { useEffect, useMemo, useState } from 'react'
import { useBlocked, usePeople } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import type { PickablePerson } from '../rooms/people-picker.tsx'
import { isAddress } from '../words/invitation-words.ts'
import { sentenceOf } from '../words/errors.ts'

const shownPeople = 40
const askAfterMs = 350

/** An address nobody here has: it can be sent an invitation. */
type Address = PickablePerson & { readonly kind: 'address'; readonly email: string }

function addressOf(email: string): Address {
  return {
    id: `mailto:${email}`,
    name: email,
    handle: '',
    note: 'Send an invitation',
    kind: 'address',
    email,
  }
}

/**
 * People to choose from: the address book (R4), and whoever the server finds by handle or e-mail address. With `addresses`, an
 * e-mail address of nobody can be picked, too.
 */
export function usePeopleSearch(
  except: ReadonlySet<PersonId>,
  { addresses = false }: { readonly addresses?: boolean } = {},
) {
  const { engine, account, onFault } = useSession()
  const people = usePeople()
  const blocked = useBlocked()
  const [query, setQuery] = useState('')
  const [picked, setPicked] = useState<readonly (Person | Address)[]>([])
  const [asked, setAsked] = useState<{ readonly for: string; readonly person: Person | null }>()
  const [problem, setProblem] = useState<string>()

  const known = useMemo(
    () =>
      people
        .map(({ person }) => person)
        .filter(({ id, kind }) => id !== account.person && kind === 'person' && !except.has(id))
        // They would be refused (R8).
        .filter(({ id }) => !blocked.has(id)),
    [people, account, except, blocked],
  )
  const index = useMemo(
    () => new Fuse(known, { keys: ['name', 'handle'], threshold: 0.3, ignoreDiacritics: true }),
    [known],
  )
  const wanted = query.trim().replace(/^@/, '')
  const local = useMemo(
    () => (wanted === '' ? known : index.search(wanted).map(({ item }) => item)),
    [wanted, known, index],
  )

  useEffect(() => {
    setProblem(undefined)
    if (wanted.length < 2) return undefined
    let current = true
    const timer = setTimeout(() => {
      engine.findPerson(wanted).then((found) => {
        if (!current) return
        if ('person' in found) setAsked({ for: wanted, person: found.person })
        else if (local.length === 0) setProblem(sentenceOf(found.code))
      }, onFault)
    }, askAfterMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
    // Only what is typed asks again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [engine, wanted, onFault])

  const far = asked?.for === wanted ? asked.person : null
  const isNew =
    far !== null && far.id !== account.person && !except.has(far.id) && !blocked.has(far.id)
  const reachable = isNew && !local.some(({ id }) => id === far.id) ? [far, ...local] : local
  const isNobodys = addresses && asked?.for === wanted && far === null && isAddress(wanted)
  const found: readonly (Person | Address)[] = isNobodys
    ? [addressOf(wanted.toLowerCase()), ...reachable]
    : reachable
  return {
    picked: picked.filter((chosen) => chosen.kind !== 'address'),
    /** Picked addresses of nobody here. */
    emails: picked.flatMap((chosen) => (chosen.kind === 'address' ? [chosen.email] : [])),
    problem,
    picker: {
      query,
      found: found.slice(0, shownPeople),
      picked,
      onQuery: setQuery,
      onPick(person: { readonly id: string }) {
        const chosen = found.find(({ id }) => id === person.id)
        setQuery('')
        if (chosen !== undefined) setPicked([...picked, chosen])
      },
      onDrop: (id: string) => setPicked(picked.filter((person) => person.id !== id)),
    },
    /** For rooms of two: the last one picked stands alone. */
    keepLast: () => setPicked(picked.slice(-1)),
  }
}
