import type { RoomRow, RoomView } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { Instant, PersonId, PresenceState } from '@parley/protocol'
import type { RoomGroupView, RoomRowView } from '../rooms/room-view.ts'
import { foldedWords } from './message-words.ts'
import type { Times } from './times.ts'

export type RoomWords = {
  readonly times: Times
  readonly now: Instant
  /** Null while nothing is known of others: offline. */
  readonly presence: ReadonlyMap<PersonId, PresenceState> | null
}

export const dotOf = (state: PresenceState | undefined) =>
  ({ active: 'on', idle: 'away', offline: 'off' } as const)[state ?? 'offline']

type Worded = { readonly times: Times; readonly now: Instant; readonly view: RoomRowView }
/** A list of thousands changes a row at a time: what did not change keeps its words, and what is not drawn needs none. */
const worded = new WeakMap<RoomRow, Worded>()
const previews = new WeakMap<RoomRow, string>()

/** A row of the room list in words: the same object as long as it says the same. */
export function roomRowOf(row: RoomRow, { times, now, presence }: RoomWords): RoomRowView {
  const dot = row.other === null || presence === null ? undefined : dotOf(presence.get(row.other))
  const known = worded.get(row)
  if (known?.times === times && known.now === now && known.view.presence === dot) return known.view
  const view = viewOf(row, { times, now, dot })
  worded.set(row, { times, now, view })
  return view
}

function viewOf(
  row: RoomRow,
  { times, now, dot }: Pick<RoomWords, 'times' | 'now'> & { dot: RoomRowView['presence'] },
): RoomRowView {
  const draft = row.draft === null ? {} : { draft: row.draft.replace(/\s+/g, ' ') }
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    face: { id: row.other ?? row.id, name: row.title },
    ...(dot === undefined ? {} : { presence: dot }),
    get preview() {
      const text = previews.get(row) ?? previewOf(row)
      previews.set(row, text)
      return text
    },
    ...draft,
    get when() {
      return row.lastAt === 0 ? '' : times.short(row.lastAt, now)
    },
    unread: row.unread,
    mentions: row.mentions,
    markedUnread: row.markedUnread,
    muted: false,
    favourite: row.favourite,
    archived: row.archived,
    hidden: row.hidden,
    unsent: row.delivery.kind !== 'sent',
    ended: row.contract?.status === 'ended',
  }
}

function previewOf({ preview, kind, failed, folded }: RoomRow): string {
  if (failed) return 'Something here was not sent'
  if (preview === null) return ''
  if (folded) return foldedWords
  const text = preview.deleted
    ? 'Message deleted'
    : toPlainText(preview.text).replace(/\s+/g, ' ').trim()
  if (preview.mine) return `You: ${text}`
  const [firstName = ''] = preview.byName.split(' ')
  return kind === 'direct' || firstName === '' ? text : `${firstName}: ${text}`
}

const groups = [
  { id: 'favourites', title: 'Favourites', holds: (room: RoomRowView) => room.favourite },
  { id: 'interviews', title: 'Interviews', holds: ({ kind }: RoomRowView) => kind === 'interview' },
  {
    id: 'rooms',
    title: 'Rooms',
    holds: ({ kind }: RoomRowView) => kind === 'group' || kind === 'contract',
  },
  { id: 'people', title: 'People', holds: ({ kind }: RoomRowView) => kind === 'direct' },
] as const

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The rooms by category (R6); latest talk first, as they come, or by name. */
export function roomGroups(
  rooms: readonly RoomRowView[],
  collapsed: ReadonlySet<string>,
  order: 'latest' | 'name' = 'latest',
): RoomGroupView[] {
  const ordered =
    order === 'latest'
      ? rooms
      : rooms.toSorted((one, other) => collator.compare(one.title, other.title))
  return groups.map(({ id, title, holds }) => ({
    id,
    title,
    collapsed: collapsed.has(id),
    rooms: ordered.filter(holds),
  }))
}

/** "Contract · active"; undefined where there is nothing to tag. */
export function roomTag({ kind, contract }: Pick<RoomView, 'kind' | 'contract'>) {
  if (contract !== null) return `Contract · ${contract.status}`
  return kind === 'interview' ? 'Interview' : undefined
}

/** What stands under a room's title: its topic and how many are in it, or how the other person is. */
export function roomAbout(
  room: RoomView,
  others: { readonly presence: string; readonly localTime: string | undefined },
): string {
  if (room.kind === 'direct')
    return [others.presence, others.localTime].filter((part) => part !== undefined).join(' · ')
  const count = room.members.length
  const people = count === 1 ? 'Only you' : `${count} people`
  return room.topic === '' ? people : `${room.topic} · ${people}`
}

const list = new Intl.ListFormat('en')
const kindNames = {
  direct: 'conversation',
  group: 'group',
  interview: 'interview',
  contract: 'contract room',
}

/** The beginning of a room's history in a sentence. */
export function roomStart(room: RoomView, me: PersonId): string {
  const others = room.members.filter((member) => member.id !== me).map(({ person }) => person.name)
  if (room.kind === 'direct')
    return `This is the beginning of your conversation with ${room.title}. Only you two can read it.`
  if (others.length === 0)
    return `This is the beginning of the ${kindNames[room.kind]}. Nobody else is in it yet.`
  const shown = others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} more`] : others
  return `This is the beginning of the ${kindNames[room.kind]} with ${list.format(shown)}. Everyone in it can read all of it.`
}
