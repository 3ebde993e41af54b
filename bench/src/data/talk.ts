import { randomFrom, type Random } from './random.ts'
import { emoji, languages } from './words.ts'

/** One message as it was said: author and room are small numbers from 0, the busiest ones lowest. */
export type Said = { room: number; author: number; at: number; text: string }

export type TalkShape = { seed: number; rooms: number; authors: number; startAt: number }

/**
 * Talk without end, the same for the same seed: most messages are short and a few are long (log-normal, median 60 characters), few
 * rooms and authors are busy and most are not (Zipf), one author often says several things in a row, and some of it is code,
 * links, emoji and other scripts.
 */
export function* talk({ seed, rooms, authors, startAt }: TalkShape): Generator<Said, never> {
  const random = randomFrom(seed)
  const lastAuthor = new Map<number, number>()
  let at = startAt
  for (;;) {
    at += 1 + Math.floor(-Math.log(1 - random.next()) * 4_000)
    const room = zipf(random, rooms)
    const last = lastAuthor.get(room)
    const author = last !== undefined && random.next() < 0.4 ? last : zipf(random, authors)
    lastAuthor.set(room, author)
    yield { room, author, at, text: sentence(random) }
  }
}

/** A text as long as real ones are. */
export function sentence(random: Random): string {
  const chars = Math.min(8_000, Math.max(2, Math.round(Math.exp(4.1 + random.normal() * 1.05))))
  const { words, joint } = languageOf(random.next())
  let text = ''
  while (text.length < chars) text += (text === '' ? '' : joint) + random.pick(words)
  const extra = random.next()
  if (extra < 0.08) return `${text} ${random.pick(emoji)}`
  if (extra < 0.12) return `${text} https://example.org/${random.below(1e6)}`
  if (extra < 0.15)
    return `${text}\n\`\`\`ts\nconst x${random.below(100)} = await read(${random.below(1e6)})\n\`\`\``
  return text
}

/** A plain text of exactly so many bytes. */
export function messageOfBytes(bytes: number): string {
  const random = randomFrom(120)
  const english = languages[0]?.words ?? []
  let text = ''
  while (text.length < bytes) text += `${random.pick(english)} `
  return `${text.slice(0, bytes - 1)}.`
}

function languageOf(share: number) {
  let left = share
  for (const language of languages) {
    left -= language.share
    if (left < 0) return language
  }
  return languages[0] as (typeof languages)[number]
}

/** A number below `count` of which 0 is the likeliest, n about as likely as 1/(n+1). */
function zipf(random: Random, count: number): number {
  return Math.min(count - 1, Math.floor((count + 1) ** random.next()) - 1)
}
