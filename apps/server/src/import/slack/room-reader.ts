import { limits } from '@parley/protocol'
import { emojiFromName } from './emoji.ts'
import type {
  ExportNotes,
  ExportReaction,
  MessageEvent,
  SkipReason,
  SystemEvent,
  SystemKind,
  TombstoneEvent,
} from './events.ts'
import { messageSchema } from './export-schema.ts'
import type { SlackMessage } from './export-schema.ts'
import { recordId } from './ids.ts'
import { messageText, splitText } from './message-text.ts'
import type { People } from './people.ts'
import type { Rooms } from './rooms.ts'
import { SeenRecords } from './seen-records.ts'
import { readTime } from './slack-time.ts'
import type { SlackTime } from './slack-time.ts'
import { kindOf, valueOf } from './system-records.ts'
import { Mentioned, fromMrkdwn } from './text.ts'
import type { Names } from './text.ts'

export type RoomEvent = MessageEvent | TombstoneEvent | SystemEvent
type Notes = Pick<ExportNotes, 'repliesWithoutFirst' | 'reactionsWithoutPerson'>
type Base = Pick<RoomEvent, 'roomKey' | 'sourceKey' | 'id' | 'at'>

/** A record with its place in time, ready to be sorted; `time` is null where it has none. */
export type TimedRecord = { raw: unknown; time: SlackTime | null }

export function timed(raw: unknown): TimedRecord {
  const ts = typeof raw === 'object' && raw !== null && 'ts' in raw ? raw.ts : undefined
  return { raw, time: typeof ts === 'string' || typeof ts === 'number' ? readTime(ts) : null }
}

/** Turns the records of one room, given in order, each into exactly one event or one reason why not. */
export class RoomReader {
  readonly #workspace: string
  readonly #roomKey: string
  readonly #people: People
  readonly #names: Names
  readonly #notes: Notes
  readonly #seen = new SeenRecords()

  constructor(place: {
    workspace: string
    roomKey: string
    people: People
    rooms: Rooms
    notes: Notes
  }) {
    this.#workspace = place.workspace
    this.#roomKey = place.roomKey
    this.#people = place.people
    this.#notes = place.notes
    this.#names = {
      handle: (key, label) => place.people.handle(key, label),
      roomName: (key) => place.rooms.name(key),
    }
  }

  read({ raw, time }: TimedRecord): RoomEvent | SkipReason {
    const parsed = Array.isArray(raw) ? null : messageSchema.safeParse(raw)
    if (!parsed?.success || (parsed.data.type ?? 'message') !== 'message') return 'not-a-message'
    if (!time) return 'bad-time'
    const message = parsed.data
    const kind = kindOf(message.subtype)
    if (kind === 'edit-log') return 'edit-log'
    const index = this.#seen.add(time.micros, raw)
    if (index === null) return 'duplicate'
    const base = this.#base(time, index)
    if (kind === 'message') return this.#message(message, base, time, index)
    if (kind === 'tombstone') return this.#tombstone(message, base, time)
    return this.#system(kind, message, base)
  }

  #base({ ts, at }: SlackTime, index: number): Base {
    const place = { workspace: this.#workspace, roomKey: this.#roomKey, ts, index }
    const sourceKey = `${this.#roomKey}/${ts}${index === 0 ? '' : `/${index}`}`
    return { roomKey: this.#roomKey, sourceKey, id: recordId(place), at }
  }

  #message(
    message: SlackMessage,
    base: Base,
    time: SlackTime,
    index: number,
  ): MessageEvent | TombstoneEvent | SkipReason {
    const authorKey = this.#people.author(message)
    const { text, mentioned } = messageText(message, this.#names)
    if (text === '') {
      const holdsThread = (message.reply_count ?? 0) > 0 || message.replies.length > 0
      return holdsThread ? this.#tombstone(message, base, time) : 'empty-message'
    }
    const [first = text, ...rest] = splitText(text)
    const place = { workspace: this.#workspace, roomKey: this.#roomKey, ts: time.ts, index }
    const event: MessageEvent = {
      type: 'message',
      ...base,
      authorKey,
      text: first,
      continued: rest.map((text, at) => ({ id: recordId({ ...place, part: at + 1 }), text })),
      replyTo: this.#replyTo(message, time),
      editedAt: readTime(message.edited?.ts)?.at ?? null,
      reactions: this.#reactions(message),
      mentions: { people: [...mentioned.people], everyone: mentioned.everyone },
    }
    this.#seen.markAnswerable(time.micros)
    return event
  }

  #tombstone(message: SlackMessage, base: Base, time: SlackTime): TombstoneEvent {
    this.#seen.markAnswerable(time.micros)
    return { type: 'tombstone', ...base, authorKey: this.#people.author(message) }
  }

  #system(kind: SystemKind, message: SlackMessage, base: Base): SystemEvent {
    const actorKey = this.#people.author(message)
    const text = message.text ?? ''
    // "<@U1|alice> has joined": the actor stands before the sentence anyway.
    const sentence = text.startsWith(`<@${actorKey}`) ? text.replace(/^<@[^<>\n]*>\s*/, '') : text
    const value = valueOf(kind, message)
    const convert = (source: string) => fromMrkdwn(source, this.#names, new Mentioned()).trim()
    const inviterKey = message.inviter ?? null
    if (inviterKey !== null) this.#people.handle(inviterKey)
    return {
      type: 'system',
      ...base,
      kind,
      actorKey,
      text: convert(sentence) || (message.subtype ?? '').replaceAll('_', ' '),
      value: value === null ? null : convert(value),
      inviterKey,
      reactions: this.#reactions(message),
    }
  }

  #replyTo(message: SlackMessage, own: SlackTime): MessageEvent['replyTo'] {
    const first = readTime(message.thread_ts ?? message.broadcast_thread_ts)
    if (!first || first.micros === own.micros) return null
    if (!this.#seen.canAnswer(first.micros)) {
      this.#notes.repliesWithoutFirst++
      return null
    }
    const { sourceKey, id } = this.#base(first, 0)
    return { sourceKey, id }
  }

  /** Names that mean one emoji become one reaction; each person is counted once in it. */
  #reactions(message: SlackMessage): ExportReaction[] {
    const byEmoji = new Map<string, Set<string>>()
    for (const { name, users, count } of message.reactions) {
      // A workspace's own emoji may have a name longer than a reaction can be here.
      const emoji = emojiFromName(name.slice(0, limits.emojiChars - 2))
      const people = byEmoji.get(emoji) ?? new Set()
      for (const user of users) {
        this.#people.handle(user)
        people.add(user)
      }
      this.#notes.reactionsWithoutPerson += Math.max(0, (count ?? 0) - users.length)
      if (people.size > 0) byEmoji.set(emoji, people)
    }
    return [...byEmoji].map(([emoji, people]) => ({ emoji, userKeys: [...people] }))
  }
}
