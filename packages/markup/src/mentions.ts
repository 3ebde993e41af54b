import { parseMessage } from './parse.ts'
import type { Block, Inline } from './tree.ts'

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
