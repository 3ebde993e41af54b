import { parseMessage } from './parse.ts'
import type { Block, Inline } from './tree.ts'

/** A message without its marks, on as many lines as it has: for quotes, notifications and lists. */
export function toPlainText(text: string): string {
  return plainBlocks(parseMessage(text))
}

function plainBlocks(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join('\n')
}

function plainBlock(block: Block): string {
  if (block.kind === 'code') return block.text
  if (block.kind === 'paragraph') return block.inlines.map(plainInline).join('')
  return plainBlocks(block.blocks)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}

function plainInline(inline: Inline): string {
  if ('inlines' in inline) return inline.inlines.map(plainInline).join('')
  if (inline.kind === 'break') return '\n'
  return inline.kind === 'mention' ? `@${inline.name}` : inline.text
}
