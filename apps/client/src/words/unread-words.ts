import type { UnreadReasons } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { Instant, PersonId } from '@parley/protocol'
import type { Times } from './times.ts'

export type UnreadWords = {
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
  readonly times: Times
  readonly now: Instant
}

/** Why a room shows the number it shows, in sentences: what counts from where, then who adds what. */
export type UnreadAccount = {
  readonly total: string
  readonly from: string
  /** "4 by Bob Okafor", "3 that are not on this device yet" */
  readonly parts: readonly string[]
}

const quoted = 80

export function unreadAccount(reasons: UnreadReasons, words: UnreadWords): UnreadAccount {
  const { unread, mentions, authors, away } = reasons
  const calls = mentions === 0 ? '' : `, ${mentions} of them for you`
  const total = unread === 0 ? 'No message is unread.' : `${messages(unread)} unread${calls}.`
  return {
    total:
      unread === 0 && reasons.why === 'by-hand' ? 'Marked as unread by you; no message is.' : total,
    from: fromWords(reasons, words),
    parts: [
      ...authors.map(({ person, count }) => `${count} by ${words.nameOf(person)}`),
      ...(away === 0
        ? []
        : [
            `${away} further back, not on this device yet; the server counted ${away === 1 ? 'it' : 'them'}`,
          ]),
    ],
  }
}

function fromWords({ why, last }: UnreadReasons, { me, nameOf, times, now }: UnreadWords): string {
  const place =
    last && `${whose(last.by, me, nameOf)} of ${times.moment(last.at, now)} (${quote(last.text)})`
  switch (why) {
    case 'never-read':
      return 'You have read nothing here yet, so all of it counts.'
    case 'own-post':
      return place === null
        ? 'Writing counts as reading: what came after your last message counts.'
        : `Writing counts as reading: what came after ${place} counts.`
    case 'by-hand':
      return place === null
        ? 'You marked this room as unread: everything from its beginning counts.'
        : `You marked this room as unread, on this device or another: what came after ${place} counts.`
    case 'mark':
      return place === null
        ? 'You have read up to a message that is not on this device; what came after it counts.'
        : `You have read up to ${place}; what came after it counts.`
  }
}

function whose(person: PersonId, me: PersonId, nameOf: (person: PersonId) => string): string {
  return person === me ? 'your message' : `the message by ${nameOf(person)}`
}

function quote(text: string): string {
  const plain = toPlainText(text).replace(/\s+/g, ' ').trim()
  if (plain === '') return 'deleted'
  return plain.length > quoted ? `“${plain.slice(0, quoted)}…”` : `“${plain}”`
}

function messages(count: number): string {
  return count === 1 ? '1 message is' : `${count} messages are`
}
