import type { PersonId, RoomId, Seq } from '@parley/protocol'
import type { Reads } from '../../store/port.ts'
import { fitting } from './answer-bytes.ts'

export type ItemsAsked = { room: RoomId; edge: Seq; direction: 'back' | 'forward'; limit: number }

/** A page of a room's timeline as JSON text, with what is unread below it. Fewer items when they are long. */
export function itemPageText(
  read: Reads,
  person: PersonId,
  { room, edge, direction, limit }: ItemsAsked,
): { text: string; from: Seq; count: number } {
  // Only the store knows which sequences a shorter page covers, so it is asked again.
  const { page } = fitting(limit, (count) => read.items(room, edge, direction, count))
  const { from, to, asOf, texts } = page
  const hole = JSON.stringify(read.unread(room, person, from))
  const text = `{"from":${from},"to":${to},"asOf":${asOf},"items":[${texts.join(',')}],"hole":${hole}}`
  return { text, from, count: texts.length }
}
