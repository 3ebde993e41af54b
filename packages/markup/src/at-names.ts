import type { Inline } from './tree.ts'

/** `@name` where no word or other `@` stands before it; a dot or dash at its end belongs to the sentence. */
const mention = /(?<![\p{L}\p{N}_@./])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_])?)/gu

/** A text with its `@names` cut out as mentions. */
export function splitMentions(text: string): Inline[] {
  const inlines: Inline[] = []
  let end = 0
  for (const match of text.matchAll(mention)) {
    if (match.index > end) inlines.push({ kind: 'text', text: text.slice(end, match.index) })
    inlines.push({ kind: 'mention', name: (match[1] ?? '').toLowerCase() })
    end = match.index + match[0].length
  }
  if (end < text.length) inlines.push({ kind: 'text', text: text.slice(end) })
  return inlines
}
