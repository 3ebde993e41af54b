import { parseMessage, type Block, type Inline } from '@parley/markup'
import { useMemo, type MouseEvent, type ReactNode } from 'react'
import { namesEmoji, useEmojiNames } from './emoji-names.ts'

export interface MessageBodyProps {
  readonly text: string
  /** Whose mentions are marked, by handle; a name nobody here has stays text. */
  readonly handles: ReadonlySet<string>
  readonly ownHandle: string
  readonly onOpenLink: (href: string) => void
}

interface Reading extends Omit<MessageBodyProps, 'text'> {
  /** Puts characters for `:names:`; as it is while the names are on their way. */
  readonly withEmoji: (text: string) => string
}

/** A message's text as elements: markup gives a tree, and nothing of it ever becomes HTML by itself. */
export function MessageBody({ text, ...who }: MessageBodyProps) {
  const blocks = useMemo(() => parseMessage(text), [text])
  const names = useEmojiNames(namesEmoji(text))
  const reading = { ...who, withEmoji: names?.replaceEmojiNames ?? ((plain: string) => plain) }
  return blocks.map((block, at) => <BlockOf key={at} block={block} {...reading} />)
}

function BlockOf({ block, ...reading }: Reading & { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlinesOf(block.inlines, reading)}</p>
    case 'code':
      return (
        <pre
          // Wide code is scrolled, so the keyboard must reach it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={block.language === null ? 'Code' : `${block.language} code`}
          role="region"
        >
          <code>{block.text}</code>
        </pre>
      )
    case 'quote':
      return (
        <blockquote>
          {block.blocks.map((inner, at) => (
            <BlockOf key={at} block={inner} {...reading} />
          ))}
        </blockquote>
      )
  }
}

function inlinesOf(inlines: readonly Inline[], reading: Reading): ReactNode {
  return inlines.map((inline, at) => <InlineOf key={at} inline={inline} {...reading} />)
}

function InlineOf({ inline, ...reading }: Reading & { readonly inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return reading.withEmoji(inline.text)
    case 'break':
      return <br />
    case 'code':
      return <code>{inline.text}</code>
    case 'bold':
      return <strong>{inlinesOf(inline.inlines, reading)}</strong>
    case 'italic':
      return <em>{inlinesOf(inline.inlines, reading)}</em>
    case 'strike':
      return <s>{inlinesOf(inline.inlines, reading)}</s>
    case 'link':
      return <Link {...inline} onOpenLink={reading.onOpenLink} />
    case 'mention': {
      const everyone = inline.name === 'all' || inline.name === 'here'
      const own = everyone || inline.name === reading.ownHandle
      if (!everyone && !reading.handles.has(inline.name)) return `@${inline.name}`
      return <span className={own ? 'mention is-me' : 'mention'}>@{inline.name}</span>
    }
  }
}

function Link({
  href,
  text,
  onOpenLink,
}: {
  readonly href: string
  readonly text: string
  readonly onOpenLink: (href: string) => void
}) {
  function onClick(event: MouseEvent) {
    event.preventDefault()
    onOpenLink(href)
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" onClick={onClick}>
      {text}
    </a>
  )
}
