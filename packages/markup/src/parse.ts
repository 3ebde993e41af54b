import MarkdownIt, { type Token } from 'markdown-it'
import { fence } from './fence.ts'
import { splitMentions } from './at-names.ts'
import type { Block, Inline } from './tree.ts'

/** Quotes and emphasis deeper than this stay text. */
const maxNesting = 20

const safeHref = /^(?:https?:\/\/|mailto:)/i
const bareLink = /^(?:https?:\/\/|www\.)/i

const markdown = createMarkdown()

function createMarkdown(): InstanceType<typeof MarkdownIt> {
  const md = new MarkdownIt('zero', { html: false, linkify: true, breaks: true, maxNesting })
  md.enable(['blockquote', 'fence', 'newline', 'backticks', 'strikethrough', 'emphasis', 'linkify'])
  // The inline half of emphasis only collects delimiters; these two make pairs of them.
  md.inline.ruler2.enable(['balance_pairs', 'strikethrough', 'emphasis', 'fragments_join'])
  md.block.ruler.at('fence', fence, { alt: ['paragraph', 'blockquote'] })
  md.linkify.set({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false })
  return md
}

/** The tree of a message's text. Never throws; whatever is not formatting is text. */
export function parseMessage(text: string): Block[] {
  return blocksOf(new Tokens(markdown.parse(text, {})))
}

/** A forward reader over tokens. */
class Tokens {
  readonly #tokens: readonly Token[]
  #next = 0
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }
  take(): Token | null {
    return this.#tokens[this.#next++] ?? null
  }
}

function blocksOf(tokens: Tokens): Block[] {
  const blocks: Block[] = []
  for (
    let token = tokens.take();
    token && token.type !== 'blockquote_close';
    token = tokens.take()
  ) {
    if (token.type === 'fence')
      blocks.push({
        kind: 'code',
        text: token.content.replace(/\n$/, ''),
        language: token.info || null,
      })
    else if (token.type === 'blockquote_open')
      blocks.push({ kind: 'quote', blocks: blocksOf(tokens) })
    else if (token.type === 'inline')
      blocks.push({
        kind: 'paragraph',
        inlines: joinText(inlinesOf(token.children ?? [])),
      })
  }
  return blocks
}

const formats: Record<string, 'bold' | 'italic' | 'strike'> = {
  strong_open: 'bold',
  em_open: 'italic',
  s_open: 'strike',
}

/** The inlines of one paragraph. Works on a stack of its own, since a text of 20,000 marks nests deeper than calls may. */
function inlinesOf(tokens: readonly Token[]): Inline[] {
  const root: Inline[] = []
  const stack: { opening: Token; inlines: Inline[] }[] = []
  for (const token of tokens) {
    if (token.nesting === 1) stack.push({ opening: token, inlines: [] })
    else if (token.nesting === -1) {
      const closed = stack.pop()
      const parent = stack.at(-1)?.inlines ?? root
      if (closed) parent.push(...wrapped(closed.opening, closed.inlines, stack.length))
    } else (stack.at(-1)?.inlines ?? root).push(...leaf(token))
  }
  return root
}

function leaf(token: Token): Inline[] {
  if (token.type === 'code_inline') return [{ kind: 'code', text: token.content }]
  if (token.type === 'softbreak' || token.type === 'hardbreak') return [{ kind: 'break' }]
  return token.content ? [{ kind: 'text', text: token.content }] : []
}

function wrapped(opening: Token, inlines: Inline[], depth: number): Inline[] {
  const format = formats[opening.type]
  if (format) return depth < maxNesting ? [{ kind: format, inlines }] : inlines
  return [link(String(opening.attrGet('href') ?? ''), inlines)]
}

/** Names without a scheme (`example.com`) are text: only https, http and www link. */
function link(href: string, inlines: readonly Inline[]): Inline {
  const text = inlines.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')
  return safeHref.test(href) && bareLink.test(text)
    ? { kind: 'link', href, text }
    : { kind: 'text', text }
}

/** Neighbouring texts become one; names in them become mentions. */
function joinText(inlines: Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const inline of inlines) {
    const last = joined.at(-1)
    if (inline.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + inline.text }
    else if ('inlines' in inline) joined.push({ ...inline, inlines: joinText(inline.inlines) })
    else joined.push(inline)
  }
  return joined.flatMap((inline) =>
    inline.kind === 'text' ? splitMentions(inline.text) : [inline],
  )
}
