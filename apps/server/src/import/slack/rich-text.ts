import { z } from 'zod'
import { emojiFromCodes, emojiFromName } from './emoji.ts'
import { channel, command, fromMrkdwn, labelled, mention } from './text.ts'
import type { Mentioned, Names } from './text.ts'
import { assemble } from './text-pieces.ts'
import type { Piece } from './text-pieces.ts'

const word = z.string().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const elements = z.array(z.unknown()).catch([])

const nodeSchema = z.object({
  type: z.string(),
  elements,
  fields: elements,
  /** A string in rich text, `{ type, text }` in other blocks. */
  text: z.unknown().optional(),
  style: z
    .union([z.string(), z.object({ bold: flag, italic: flag, strike: flag, code: flag })])
    .optional()
    .catch(undefined),
  indent: z.number().int().min(0).max(20).catch(0),
  offset: z.number().int().min(0).catch(0),
  border: z.number().catch(0),
  url: word,
  name: word,
  unicode: word,
  user_id: word,
  usergroup_id: word,
  channel_id: word,
  range: word,
  value: word,
  fallback: word,
  title: z.unknown().optional(),
  alt_text: word,
  image_url: word,
})
type Node = z.infer<typeof nodeSchema>

const mark = '\0'

/**
 * A message's blocks as the same text the person would have typed here. Null when there are none, or when a kind of
 * block is not known: then the message's plain text tells more.
 */
export function fromBlocks(
  blocks: readonly unknown[],
  names: Names,
  mentioned: Mentioned,
): string | null {
  const lines: string[] = []
  for (const one of blocks) {
    const parsed = nodeSchema.safeParse(one)
    const text = parsed.success ? fromBlock(parsed.data, names, mentioned) : null
    if (text === null) return null
    if (text !== '') lines.push(text)
  }
  const text = lines.join('\n')
  return text.trim() === '' ? null : text
}

function fromBlock(block: Node, names: Names, mentioned: Mentioned): string | null {
  switch (block.type) {
    case 'rich_text':
      return new RichText(names, mentioned).convert(block.elements)
    case 'section':
      return [block.text, ...block.fields]
        .map((text) => textObject(text, names, mentioned))
        .filter((text) => text !== '')
        .join('\n')
    case 'header':
      return bold(textObject(block.text, names, mentioned))
    case 'context':
      return block.elements
        .map((text) => textObject(text, names, mentioned))
        .join(' ')
        .trim()
    case 'markdown':
      return typeof block.text === 'string' ? block.text : ''
    case 'image':
      return labelled(
        textObject(block.title, names, mentioned) || block.alt_text,
        block.image_url ?? '',
      )
    case 'divider':
    case 'actions':
    case 'input':
      return ''
    default:
      return null
  }
}

/** `{ type: 'mrkdwn' | 'plain_text', text }`; anything else says nothing. */
function textObject(value: unknown, names: Names, mentioned: Mentioned): string {
  const parsed = nodeSchema.safeParse(value)
  if (!parsed.success || typeof parsed.data.text !== 'string') return ''
  return parsed.data.type === 'mrkdwn'
    ? fromMrkdwn(parsed.data.text, names, mentioned)
    : parsed.data.text
}

/** Writes marks for finished pieces, as `fromMrkdwn` does, so that both keep words and fences apart the same way. */
class RichText {
  readonly #pieces: Piece[] = []
  readonly #names: Names
  readonly #mentioned: Mentioned

  constructor(names: Names, mentioned: Mentioned) {
    this.#names = names
    this.#mentioned = mentioned
  }

  convert(parts: readonly unknown[]): string {
    const text = nodes(parts)
      .map((part) => this.#part(part))
      .join('\n')
      .replace(/\n+$/, '')
    return assemble(text, this.#pieces, mark)
  }

  #part(part: Node): string {
    const inner = () => this.#inline(part.elements)
    switch (part.type) {
      case 'rich_text_list':
        return this.#list(part)
      case 'rich_text_quote':
        return inner().replace(/\n$/, '').replace(/^/gm, '> ')
      case 'rich_text_preformatted':
        return this.#lift({ kind: 'fence', text: plainText(part.elements) })
      default:
        // A section already ends its lines itself; one more break would show as an empty line.
        return inner().replace(/\n$/, '')
    }
  }

  #list(list: Node): string {
    return nodes(list.elements)
      .map((item, index) => {
        const bullet = list.style === 'ordered' ? `${list.offset + index + 1}.` : '•'
        const line = `${'  '.repeat(list.indent)}${bullet} ${this.#inline(item.elements)}`
        return list.border > 0 ? `> ${line}` : line
      })
      .join('\n')
  }

  #inline(parts: readonly unknown[]): string {
    return nodes(parts)
      .map((part) => styled(this.#leaf(part), part.style))
      .join('')
  }

  #leaf(leaf: Node): string {
    const label = typeof leaf.text === 'string' ? leaf.text : undefined
    switch (leaf.type) {
      case 'link':
        return this.#lift({ kind: 'word', text: labelled(label, leaf.url ?? '') })
      case 'emoji':
        return emojiFromCodes(leaf.unicode ?? '') ?? emojiFromName(leaf.name ?? '')
      case 'user':
        return this.#lift(
          mention(leaf.user_id ?? 'unknown', undefined, this.#names, this.#mentioned),
        )
      case 'usergroup':
        return `@${leaf.usergroup_id ?? ''}`
      case 'channel':
        return channel(leaf.channel_id ?? '', undefined, this.#names)
      case 'broadcast':
        return this.#lift(command(leaf.range ?? 'here', undefined, this.#mentioned))
      case 'color':
        return leaf.value ?? ''
      case 'date':
        return leaf.fallback ?? ''
      default:
        return cleaned(label ?? leaf.fallback ?? leaf.value ?? leaf.name ?? '')
    }
  }

  #lift(piece: Piece): string {
    this.#pieces.push(piece)
    return mark
  }
}

function nodes(values: readonly unknown[]): Node[] {
  return values.flatMap((value) => {
    const parsed = nodeSchema.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}

function plainText(parts: readonly unknown[]): string {
  return nodes(parts)
    .map((part) => cleaned(typeof part.text === 'string' ? part.text : (part.url ?? '')))
    .join('')
}

const cleaned = (text: string) => text.toWellFormed().replaceAll(mark, '').replace(/\r\n?/g, '\n')

/** Marks hug the words, line by line: `**bold **` and marks across a break would stay text. */
function styled(text: string, style: Node['style']): string {
  if (typeof style !== 'object') return text
  const around = style.code
    ? '`'
    : `${style.strike ? '~~' : ''}${style.italic ? '_' : ''}${style.bold ? '**' : ''}`
  if (around === '') return text
  const closing = style.code
    ? '`'
    : [...around.matchAll(/~~|_|\*\*/g)]
        .map(([m]) => m)
        .reverse()
        .join('')
  return text.replace(/\S(?:[^\n]*\S)?/g, (words) => around + words + closing)
}

const bold = (text: string) =>
  text === ''
    ? ''
    : styled(text, { bold: true, italic: undefined, strike: undefined, code: undefined })
