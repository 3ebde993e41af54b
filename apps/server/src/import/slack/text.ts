import { emojiFromName } from './emoji.ts'
import { assemble } from './text-pieces.ts'
import type { Piece } from './text-pieces.ts'

/** What a text needs to know about the rest of the export. */
export type Names = {
  /** The handle of a person; unknown ones become people by being asked for. `label`: what the text calls them. */
  handle(userKey: string, label?: string): string
  roomName(roomKey: string): string | undefined
}

/** Collects who is called while the parts of one message are converted. */
export class Mentioned {
  readonly people = new Set<string>()
  everyone = false
}

/** One place where pieces stand in the text; NUL is free because it is removed first (PostgreSQL refuses it too). */
const mark = '\0'

/**
 * Slack's mrkdwn as Parley's message markdown (PRODUCT C1). Each step takes a time proportional to the text's length.
 * Code, links and mentions are lifted out first, so that nothing inside them is taken for formatting.
 */
export function fromMrkdwn(source: string, names: Names, mentioned: Mentioned): string {
  const pieces: Piece[] = []
  const lift = (piece: Piece) => {
    pieces.push(piece)
    return mark
  }
  const lifted = source
    .toWellFormed()
    .replaceAll(mark, '')
    .replace(/\r\n?/g, '\n')
    .split(/(```[\s\S]+?```|`[^`\n]+`|<(?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]+>)/i)
    .map((part, index) => (index % 2 === 0 ? part : lift(toPiece(part, names, mentioned))))
    .join('')
  return assemble(quoteRest(toEmphasis(decodeEntities(withTones(lifted)))), pieces, mark)
}

/** Only these three are ever written by Slack, once: `&amp;lt;` is the text `&lt;`. */
function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  )
}

/** A label and an address as C1 wants them: the bare address links, so the label stands before it. */
export function labelled(label: string | undefined, url: string): string {
  const words = (label ?? '').trim()
  const bare = (text: string) => text.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '')
  const shown = /^mailto:/i.test(url) ? url.slice('mailto:'.length) : url
  return words === '' || bare(words) === bare(url) ? shown : `${words} (${shown})`
}

function toPiece(part: string, names: Names, mentioned: Mentioned): Piece {
  if (part.startsWith('```')) return { kind: 'fence', text: inCode(part.slice(3, -3)) }
  if (part.startsWith('`')) return { kind: 'text', text: `\`${inCode(part.slice(1, -1))}\`` }
  const [target, label] = splitOnce(part.slice(1, -1))
  const words = label === undefined ? undefined : decodeEntities(label)
  if (target.startsWith('@')) return mention(target.slice(1), words, names, mentioned)
  if (target.startsWith('#')) return { kind: 'text', text: channel(target.slice(1), words, names) }
  if (target.startsWith('!')) return command(target.slice(1), words, mentioned)
  return { kind: 'word', text: labelled(words, decodeEntities(target)) }
}

export function mention(
  key: string,
  label: string | undefined,
  names: Names,
  mentioned: Mentioned,
): Piece {
  mentioned.people.add(key)
  return { kind: 'word', text: `@${names.handle(key, label?.replace(/^@/, ''))}` }
}

export function channel(key: string, label: string | undefined, names: Names): string {
  return `#${names.roomName(key) ?? (label || key)}`
}

/** `here` and the words for everyone call people; the rest (`subteam^S1`, `date^...`) is its label. */
export function command(name: string, label: string | undefined, mentioned: Mentioned): Piece {
  if (/^(?:here|channel|everyone|group)$/.test(name)) {
    mentioned.everyone = true
    return { kind: 'word', text: name === 'here' ? '@here' : '@all' }
  }
  return { kind: 'text', text: label || name.split('^')[0] || name }
}

/** Inside code Slack still writes addresses and entities its own way; shown is the label or the address. */
function inCode(text: string): string {
  return decodeEntities(
    text.replace(/<((?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]+)>/gi, (_, inner: string) => {
      const [target, label] = splitOnce(inner)
      return label ?? target
    }),
  )
}

/** Single marks become Parley's; `_italic_` is the same in both. Never across lines, never inside a word. */
function toEmphasis(text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}*])\*(?![\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu, '**$1**')
    .replace(/(?<![\p{L}\p{N}~])~(?![\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])/gu, '~~$1~~')
}

/** Parley knows `:clap:` but no tones behind it. */
function withTones(text: string): string {
  return text.replace(/:([a-z0-9_+-]+::skin-tone-[2-6]):/g, (_, name: string) =>
    emojiFromName(name),
  )
}

/** `>>>` at the start of a line quotes everything after it. */
function quoteRest(text: string): string {
  const found = /^>>> ?/m.exec(text)
  if (!found) return text
  const rest = text.slice(found.index + found[0].length)
  return text.slice(0, found.index) + rest.replace(/^/gm, '> ')
}

function splitOnce(text: string): [string, string | undefined] {
  const bar = text.indexOf('|')
  return bar === -1 ? [text, undefined] : [text.slice(0, bar), text.slice(bar + 1)]
}
