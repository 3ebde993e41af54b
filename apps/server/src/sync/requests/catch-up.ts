import { headSum, type RoomId, type Seq } from '@parley/protocol'
import type { RoomHead } from '../../store/port.ts'
import type { Handler } from './deps.ts'

/** Which logs differ from where the client stands, latest talk first (SPEC L11). */
export const catchUp: Handler<'catch-up'> = ({ read }, client, { rid, rooms }) => {
  const held = new Map(rooms.map(([room, seq, id]) => [room, { seq, id }]))
  const behind = read.heads(client.person).filter(({ room, head }) => {
    const cursor = held.get(room)
    return cursor?.seq !== head.seq || cursor.id !== head.id
  })
  const personal = read.personalHead(client.person)
  client.tell({ t: 'heads', rid, personal, rooms: behind.map(asPair) })
}

/** Finds frames lost on the way: the client's sum of cursors against ours of heads (SPEC L12). */
export const headsCheck: Handler<'heads.check'> = ({ read }, client, { rid, sum }) => {
  const heads = read.heads(client.person)
  const personal = read.personalHead(client.person)
  const seqs = heads.map(({ head }) => head.seq)
  if (headSum(personal, seqs) === sum) client.tell({ t: 'heads.same', rid })
  else client.tell({ t: 'heads', rid, personal, rooms: heads.map(asPair) })
}

export const personalPull: Handler<'personal.pull'> = ({ read, sizes }, client, { rid, after }) => {
  const head = read.personalHead(client.person)
  const items = read.personalItems(client.person, after, sizes.entriesPerPage)
  // Replaced values leave no gap: a page that holds the last value reaches the head (SPEC L5).
  const full = items.length === sizes.entriesPerPage
  const to = full ? (items.at(-1)?.seq ?? head) : head
  client.tell({ t: 'personal.page', rid, from: after, to, head, items })
}

const asPair = ({ room, head }: RoomHead): [RoomId, Seq] => [room, head.seq]
