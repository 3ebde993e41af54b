import { limits, type PersonId, type RoomId, type Seq } from '@parley/protocol'
import type { Reads } from '../../store/port.ts'

export type ItemsAsked = { room: RoomId; edge: Seq; direction: 'back' | 'forward'; limit: number }

/** A page of a room's timeline as JSON text, with what is unread below it. Fewer items when they are long. */
export function itemPageText(
  read: Reads,
  person: PersonId,
  { room, edge, direction, limit }: ItemsAsked,
): { text: string; from: Seq; count: number } {
  let page = read.items(room, edge, direction, limit)
  // Only the store knows which sequences a shorter page covers, so it is asked again.
  while (page.texts.length > 1 && bytesOf(page.texts) > limits.frameBytes)
    page = read.items(room, edge, direction, Math.ceil(page.texts.length / 2))
  const { from, to, asOf, texts } = page
  const hole = JSON.stringify(read.unread(room, person, from))
  const text = `{"from":${from},"to":${to},"asOf":${asOf},"items":[${texts.join(',')}],"hole":${hole}}`
  return { text, from, count: texts.length }
}

const bytesOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0)
