import type { Entry, PersonId, RoomId, Seq } from '@parley/protocol'
import type { Submission } from '../store/port.ts'
import type { Witness } from './witness.ts'

type Post = { seq: Seq; by: PersonId; deleted: boolean }
/** Where someone is in a room. `hand`: the room's length when they called it unread; null once they read on. */
type Place = { read: Seq; hand: Seq | null; version: number }

/**
 * What is unread, told as plainly as it can be: walk through everything that became durable, in order, and keep a list of posts and
 * one place a person and room. Nothing of the protocol's own arithmetic is used.
 */
export function unreadByModel(witness: Witness): (person: PersonId, room: RoomId) => number {
  const posts = new Map<RoomId, Post[]>()
  const lengths = new Map<RoomId, Seq>()
  const places = new Map<string, Place>()
  const placeOf = (person: PersonId, room: RoomId) =>
    places.get(`${person} ${room}`) ?? { read: 0, hand: null, version: 0 }

  const logged = (room: RoomId, { seq, id, by, body }: Entry, ids: Map<string, Post>) => {
    lengths.set(room, seq)
    if (body.kind === 'message.posted') {
      const post = { seq, by, deleted: false }
      ids.set(id, post)
      posts.set(room, [...(posts.get(room) ?? []), post])
    }
    const gone = body.kind === 'message.deleted' ? ids.get(body.target) : undefined
    if (gone) gone.deleted = true
  }
  const marked = ({ by, command: { body } }: Submission) => {
    if (body.kind !== 'read.mark' && body.kind !== 'read.unmark') return
    const { room } = body
    const length = lengths.get(room) ?? 0
    const { read, hand, version } = placeOf(by, room)
    // Whoever decided on less than the last call by hand does not undo it.
    if (hand !== null && body.base < version) return
    const key = `${by} ${room}`
    if (body.kind === 'read.unmark')
      places.set(key, {
        read: Math.min(body.from, length) - 1,
        hand: length,
        version: version + 1,
      })
    else if (hand !== null || Math.min(body.upTo, length) > read)
      places.set(key, {
        read: Math.max(read, Math.min(body.upTo, length)),
        hand: null,
        version: version + 1,
      })
  }

  const ids = new Map<string, Post>()
  for (const step of witness.steps()) {
    if (step.kind === 'entry') logged(step.room, step.entry, ids)
    else marked(step.submission)
  }
  return (person, room) => {
    const all = posts.get(room) ?? []
    const { read, hand } = placeOf(person, room)
    const own = all.findLast(({ by }) => by === person)?.seq ?? 0
    const from = own > (hand ?? -1) ? Math.max(read, own) : read
    return all.filter(({ seq, by, deleted }) => seq > from && by !== person && !deleted).length
  }
}
