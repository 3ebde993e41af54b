import { limits, type Cursor, type PersonId, type RoomId } from '@parley/protocol'
import type { Handler, SyncDeps } from './deps.ts'
import { itemPageText } from './item-page.ts'

/** How much one answer may still hold. A little more than `bytes` may be written: no entry is cut in two. */
type Budget = { entries: number; bytes: number }

/** Rooms in the order asked, as far as one frame holds; at least one, so that asking again always gets on. */
export const roomPull: Handler<'room.pull'> = (deps, client, { rid, rooms }) => {
  const budget: Budget = { entries: deps.sizes.entriesPerPage, bytes: limits.frameBytes }
  const pages: string[] = []
  for (const { room, after } of rooms) {
    if (pages.length > 0 && (budget.entries <= 0 || budget.bytes <= 0)) break
    const page = pageOf(deps, client.person, { room, after }, budget)
    budget.bytes -= Buffer.byteLength(page)
    pages.push(page)
  }
  client.tellText(`{"t":"room.pages","rid":${rid},"pages":[${pages.join(',')}]}`)
}

type Asked = { room: RoomId; after: Cursor | null }

type Source = Pick<SyncDeps, 'read' | 'sizes'>

function pageOf(source: Source, person: PersonId, { room, after }: Asked, budget: Budget): string {
  const { read, sizes } = source
  const head = read.isMember(room, person) ? read.head(room) : null
  if (!head) return JSON.stringify({ kind: 'gone', room })
  if (!after) return snapshot(source, person, { room, head, why: 'new' }, budget)
  const known = after.seq <= head.seq && read.entryIdAt(room, after.seq) === after.id
  if (!known) return snapshot(source, person, { room, head, why: 'reset' }, budget)
  if (head.seq - after.seq > sizes.entriesBehind)
    return snapshot(source, person, { room, head, why: 'far' }, budget)
  return entries(source, { room, after, head }, budget)
}

function entries(
  { read }: Source,
  { room, after, head }: { room: RoomId; after: Cursor; head: Cursor },
  budget: Budget,
): string {
  const texts: string[] = []
  let bytes = 0
  for (const text of read.entryTexts(room, after.seq, Math.max(1, budget.entries))) {
    const length = Buffer.byteLength(text)
    if (texts.length > 0 && bytes + length > budget.bytes) break
    texts.push(text)
    bytes += length
  }
  budget.entries -= texts.length
  const { seq: from } = after
  return `{"kind":"entries","room":${JSON.stringify(room)},"from":${from},"head":${head.seq},"entries":[${texts.join(',')}]}`
}

function snapshot(
  { read, sizes }: Source,
  person: PersonId,
  { room, head, why }: { room: RoomId; head: Cursor; why: 'new' | 'far' | 'reset' },
  budget: Budget,
): string {
  const page = itemPageText(read, person, {
    room,
    edge: head.seq,
    direction: 'back',
    limit: sizes.snapshotItems,
  })
  budget.entries -= page.count
  const ownLastPost = read.ownLastPost(room, person, page.from)
  const state = JSON.stringify(read.room(room))
  return `{"kind":"snapshot","room":${JSON.stringify(room)},"why":"${why}","id":"${head.id}","state":${state},"page":${page.text},"ownLastPost":${ownLastPost}}`
}
