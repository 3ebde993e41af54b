import type { ConnectionState, MessageRow, RoomView, TimelineRow } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { Ability, Forwarded, Instant, PersonId, RoomId } from '@parley/protocol'
import type { TimelineItem } from '../timeline/arrange.ts'
import type {
  ForwardedView,
  MessageDelivery,
  MessageView,
  QuoteView,
} from '../timeline/message-view.ts'
import { sentenceOf } from './errors.ts'
import { noticeText } from './notices.ts'
import type { Times } from './times.ts'

/** In the place of what someone says whom the person blocked (R8). */
export const foldedWords = 'Message from someone you blocked'

export type MessageWords = {
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
  /** What a room of this person's is called; undefined for any other. */
  readonly titleOf: (room: RoomId) => string | undefined
  readonly abilities: readonly Ability[]
  readonly online: boolean
  readonly durable: boolean
  /** The session ended: what waits needs a sign-in, not a network. */
  readonly signedOut: boolean
  readonly times: Times
  readonly now: Instant
}

/** A function from rows to what is drawn. A row that did not change gives the same object, so that it is not drawn again. */
export function messageItems(words: MessageWords): (row: TimelineRow) => TimelineItem {
  const made = new WeakMap<TimelineRow, TimelineItem>()
  return (row) => {
    const known = made.get(row)
    if (known) return known
    const item = itemOf(row, words)
    made.set(row, item)
    return item
  }
}

function itemOf(row: TimelineRow, words: MessageWords): TimelineItem {
  const { times } = words
  if (row.kind === 'message')
    return { kind: 'message', at: row.item.at, unread: false, message: messageOf(row, words) }
  const nameOf = (person: PersonId) => (person === words.me ? 'You' : words.nameOf(person))
  return {
    kind: 'notice',
    at: row.item.at,
    unread: false,
    notice: {
      id: row.id,
      text: noticeText(row.item, nameOf),
      time: times.clock(row.item.at),
      isoTime: times.iso(row.item.at),
      ...(row.item.body.kind === 'pin.changed' && row.item.body.on
        ? { message: row.item.body.message }
        : {}),
    },
  }
}

function messageOf(row: MessageRow, words: MessageWords): MessageView {
  const { item, mine, quote } = row
  const { times, now, abilities } = words
  const can = (ability: Ability) => abilities.includes(ability)
  const quoted = quote === null ? undefined : quoteOf(quote, words)
  return {
    id: row.id,
    author: { id: item.by, name: words.nameOf(item.by) },
    own: mine,
    text: item.text,
    time: times.clock(item.at),
    fullTime: times.full(item.at),
    isoTime: times.iso(item.at),
    ...(quoted === undefined ? {} : { quote: quoted }),
    ...(item.forwarded === undefined ? {} : { forwarded: forwardedOf(item.forwarded, words) }),
    reactions: item.reactions.map(({ emoji, people }) => ({
      emoji,
      count: people.length,
      mine: people.includes(words.me),
      names: people
        .slice(0, 10)
        .map((person) => (person === words.me ? 'you' : words.nameOf(person))),
    })),
    ...(item.editedAt === null ? {} : { edited: `edited ${times.moment(item.editedAt, now)}` }),
    deleted: item.deletedAt !== null,
    folded: row.folded && item.deletedAt === null,
    pinned: row.pinned,
    saved: row.saved,
    mentionsMe: row.mentionsMe,
    delivery: deliveryOf(row, words),
    can: {
      react: can('reaction.change') && row.seq !== null,
      reply: can('message.post'),
      forward: row.seq !== null,
      save: can('saved.change') && row.seq !== null,
      pin: can('message.pin') && row.seq !== null,
      edit: mine && can('message.edit-own'),
      delete: mine ? can('message.delete-own') : can('message.delete-any'),
    },
  }
}

function forwardedOf(
  { name, at, room, message, text }: Forwarded,
  { times, now, titleOf }: MessageWords,
): ForwardedView {
  const title = room === null ? undefined : titleOf(room)
  return {
    author: name,
    moment: times.moment(at, now),
    text,
    ...(room === null || title === undefined ? {} : { from: { room, message, title } }),
  }
}

function quoteOf(quote: NonNullable<MessageRow['quote']>, words: MessageWords): QuoteView {
  if (quote === 'missing') return { kind: 'missing' }
  if (quote.deleted) return { kind: 'deleted' }
  if (quote.folded) return { kind: 'folded' }
  return {
    kind: 'text',
    id: quote.id,
    author: words.nameOf(quote.by),
    text: toPlainText(quote.text).replace(/\s+/g, ' '),
  }
}

function deliveryOf(
  { delivery, seq, item }: MessageRow,
  { online, durable, signedOut }: MessageWords,
): MessageDelivery {
  const unsent = seq === null
  switch (delivery.kind) {
    case 'sent':
      return { kind: 'sent' }
    case 'queued':
      if (online) return { kind: 'queued', unsent, note: 'sending…' }
      if (!durable) return { kind: 'queued', unsent, note: 'not sent yet, keep this page open' }
      return {
        kind: 'queued',
        unsent,
        note: signedOut
          ? 'queued, sends when you sign in again'
          : 'queued, sends when you are back online',
      }
    case 'failed':
      return {
        kind: 'failed',
        reason: sentenceOf(delivery.code),
        final: item.deletedAt !== null,
        hasText: delivery.text !== null,
      }
  }
}

/** Names of a room's people, also of those who left. */
export function namesIn(room: RoomView): (person: PersonId) => string {
  const names = new Map<PersonId, string>()
  for (const person of room.formerMembers) names.set(person.id, person.name)
  for (const { person } of room.members) names.set(person.id, person.name)
  return (person) => names.get(person) || 'Someone'
}

/** Connected, or about to be so soon that nothing needs to be called queued. */
export function isOnline(connection: ConnectionState | undefined): boolean {
  return connection?.kind === 'live' || connection?.kind === 'catching-up'
}
