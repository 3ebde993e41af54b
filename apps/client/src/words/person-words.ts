import {
  statusAt,
  type Instant,
  type Person,
  type PersonId,
  type PresenceState,
} from '@parley/protocol'
import type { ProfileView } from '../people/profile-card.tsx'
import { dotOf } from './room-words.ts'
import { localTime } from './times.ts'

export type PersonWords = {
  readonly me: PersonId
  readonly presence: ReadonlyMap<PersonId, PresenceState>
  readonly blocked: ReadonlySet<PersonId>
  /** Whether presence is told at all now. */
  readonly online: boolean
  readonly zone: string
  readonly now: Instant
}

const presenceNames = { active: 'Available', idle: 'Away', offline: 'Offline' } as const

/** How someone is, in a word. Without a connection nothing is known of others. */
export function presenceText(
  person: PersonId,
  { me, presence, online }: Pick<PersonWords, 'me' | 'presence' | 'online'>,
): string {
  if (!online) return person === me ? 'You are offline' : 'Not known while you are offline'
  return presenceNames[person === me ? 'active' : (presence.get(person) ?? 'offline')]
}

export function profileOf(person: Person, words: PersonWords): ProfileView {
  const { me, presence, zone, now, online } = words
  const own = person.id === me
  const local = own || person.timeZone === null ? undefined : localTime(person.timeZone, zone, now)
  const state = own && online ? 'active' : presence.get(person.id)
  return {
    id: person.id,
    name: person.name,
    handle: person.handle,
    presence: dotOf(state),
    status:
      person.kind === 'person'
        ? (statusText(person, now) ?? presenceText(person.id, words))
        : kindNames[person.kind],
    ...(local === undefined ? {} : { localTime: local }),
    own,
    blocked: words.blocked.has(person.id),
  }
}

/** What they say of themselves now, in one line; undefined for nothing. */
export function statusText(person: Person, now: Instant): string | undefined {
  const status = statusAt(person, now)
  return status ? [status.emoji, status.text].filter(Boolean).join(' ') : undefined
}

const kindNames = { bot: 'Robot', imported: 'Came with an import, has not signed in yet' } as const
