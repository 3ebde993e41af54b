import type { Item, MessageItem, NoticeItem, PersonId } from '@parley/protocol'

/** An item as it is read: its columns but for the room, the author by id. */
export type ItemRow = [
  seq: number,
  id: string,
  at: number,
  by: PersonId,
  text: string | null,
  deletedAt: number | null,
  mentions: string | null,
  more: string | null,
]
export const selectItems = `select i.seq, i.id, i.at, n.id, i.text, i.deleted_at, i.mentions, i.more
  from items i join names n on n.key = i.author where i.room = ?`

/** What most messages do not have, by its absence: shorter rows, and no JSON to read for them. */
type More = Partial<
  Pick<MessageItem, 'replyTo' | 'editedAt' | 'forwarded' | 'reactions' | 'changedSeq'>
>

export function itemOfRow(row: ItemRow): Item {
  const [seq, id, at, by, text, deletedAt, mentions, json] = row
  const place = { seq, id: id as Item['id'], at, by }
  if (text === null)
    return { kind: 'notice', ...place, body: JSON.parse(json ?? '') as NoticeItem['body'] }
  const more = json === null ? null : (JSON.parse(json) as More)
  return {
    kind: 'message',
    ...place,
    text,
    replyTo: more?.replyTo ?? null,
    mentions: mentions === null ? { people: [], everyone: false } : mentionsOf(mentions),
    editedAt: more?.editedAt ?? null,
    ...(more?.forwarded ? { forwarded: more.forwarded } : {}),
    deletedAt,
    reactions: more?.reactions ?? [],
    changedSeq: more?.changedSeq ?? seq,
  }
}

export function moreOf(item: Item): string | null {
  if (item.kind === 'notice') return JSON.stringify(item.body)
  const more: More = {}
  if (item.replyTo !== null) more.replyTo = item.replyTo
  if (item.editedAt !== null) more.editedAt = item.editedAt
  if (item.forwarded) more.forwarded = item.forwarded
  if (item.reactions.length > 0) more.reactions = item.reactions
  if (item.changedSeq !== item.seq) more.changedSeq = item.changedSeq
  for (const _ in more) return JSON.stringify(more)
  return null
}

/** `*` for everyone, then the people, so that SQL finds either in the text. */
export function mentionsText({ people, everyone }: MessageItem['mentions']): string | null {
  if (people.length === 0) return everyone ? '*' : null
  return everyone ? `* ${people.join(' ')}` : people.join(' ')
}

function mentionsOf(text: string): MessageItem['mentions'] {
  const words = text.split(' ')
  const everyone = words[0] === '*'
  return { people: (everyone ? words.slice(1) : words) as PersonId[], everyone }
}
