import type { Entry, EntryBody, Instant, Item, Seq } from '@parley/protocol'

/**
 * JSON as it is stored and sent. Bodies keep `kind` first and a post's fields in one order, so that a page of messages is
 * put together from stored texts without parsing one of them.
 */
export function bodyText(body: EntryBody): string {
  if (body.kind !== 'message.posted')
    return JSON.stringify(Object.assign({ kind: body.kind }, body))
  const { kind, text, replyTo, mentions, editedAt, forwarded } = body
  // Left out by JSON where nothing is forwarded.
  return JSON.stringify({ kind, text, replyTo, mentions, editedAt, forwarded })
}

export type Placed = { seq: Seq; id: string; at: Instant; by: string }

export function entryText(place: Placed, body: string): string {
  return `{${placeText(place)},"body":${body}}`
}

/** The item of an entry nothing has changed yet; its body tells whether it is a message or a notice. */
export function freshItemText(place: Placed, body: string): string {
  if (!body.startsWith(postedHead)) return `{"kind":"notice",${placeText(place)},"body":${body}}`
  const fields = body.slice(postedHead.length, -1)
  return `{"kind":"message",${placeText(place)}${fields},"deletedAt":null,"reactions":[],"changedSeq":${place.seq}}`
}

const postedHead = '{"kind":"message.posted"'

function placeText({ seq, id, at, by }: Placed): string {
  return `"seq":${seq},"id":"${id}","at":${at},"by":"${by}"`
}

export function itemText(item: Item): string {
  return JSON.stringify(item)
}

/** The entry without the words it held: what stays of a deleted message's post and edits. */
export function withoutTexts(entry: Entry): Entry {
  const { body } = entry
  if (body.kind !== 'message.posted' && body.kind !== 'message.edited') return entry
  const gone = { text: '', mentions: { people: [], everyone: false } }
  if (body.kind === 'message.edited') return { ...entry, body: { ...body, ...gone } }
  const { forwarded: _, ...post } = body
  return { ...entry, body: { ...post, ...gone } }
}
