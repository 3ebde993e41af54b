import { createHash, randomUUIDv7 } from 'node:crypto'
import { randomFrom } from '../data/random.ts'
import { sentence } from '../data/talk.ts'

/** A message as the server's store binds it: everything but its place in a room. */
export type MessageRow = { id: string; at: number; by: string; digest: string; body: string }

/** Rows made beforehand, so that the floor's time is SQLite's alone. */
export function messageRows(count: number, by: string): MessageRow[] {
  const random = randomFrom(count)
  return Array.from({ length: count }, () => {
    const posted = {
      kind: 'message.posted',
      text: sentence(random),
      replyTo: null,
      mentions: { people: [], everyone: false },
      editedAt: null,
    }
    const body = JSON.stringify(posted)
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 32)
    return { id: randomUUIDv7(), at: Date.now(), by, digest, body }
  })
}
