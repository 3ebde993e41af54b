import { parseMessage } from './parse.ts'
import type { Block, Inline } from './tree.ts'

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

/** Who a message's text calls by name, outside code: handles once each, and whether it says @all or @here. */
export function mentionedNames(text: string): { handles: string[]; everyone: boolean } {
  // Most messages name nobody: they need no tree.
  if (!text.includes('@')) return { handles: [], everyone: false }
  const names = new Set<string>()
  collect(parseMessage(text), names)
  const everyone = names.has('all') || names.has('here')
  names.delete('all')
  names.delete('here')
  return { handles: [...names], everyone }
}

function collect(nodes: readonly (Block | Inline)[], names: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === 'mention') names.add(node.name)
    else if ('blocks' in node) collect(node.blocks, names)
    else if ('inlines' in node) collect(node.inlines, names)
  }
}
