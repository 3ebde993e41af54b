import { limits } from '@parley/protocol'
import { attachmentText, fileLines } from './attachments.ts'
import type { SlackMessage } from './export-schema.ts'
import { fromBlocks } from './rich-text.ts'
import { Mentioned, fromMrkdwn } from './text.ts'
import type { Names } from './text.ts'

/** Older exports wrap the words of an upload in a sentence about it. */
const uploadSentence =
  /^<@[^>]+> (?:uploaded|shared) (?:a|an) [^:<]*: <[^>]+>(?: and commented: ([\s\S]*))?$/

/** Everything a message says: its words, what is attached, its files. Empty when it says nothing. */
export function messageText(
  message: SlackMessage,
  names: Names,
): { text: string; mentioned: Mentioned } {
  const mentioned = new Mentioned()
  const own = ownWords(message, names, mentioned).trimEnd()
  const attached = attachmentText(message, own.trim() !== '', names, mentioned)
  const files = fileLines(message)
  // A comment on a file stands under the file it is about.
  const parts =
    message.subtype === 'file_comment' ? [...files.map(quoted), own] : [own, ...attached, ...files]
  const text = parts.filter((part) => part.trim() !== '').join('\n')
  return { text: text.trim() === '' ? '' : text, mentioned }
}

function ownWords(message: SlackMessage, names: Names, mentioned: Mentioned): string {
  const convert = (text: string) => fromMrkdwn(text, names, mentioned)
  if (message.subtype === 'file_comment' && message.comment?.comment !== undefined)
    return convert(message.comment.comment)
  const upload = message.file ? uploadSentence.exec(message.text ?? '') : null
  if (upload) return convert(upload[1] ?? '')
  const text = fromBlocks(message.blocks, names, mentioned) ?? convert(message.text ?? '')
  // `/me waves`: said about oneself, shown leaning in Slack too.
  return message.subtype === 'me_message' && /^[^\n_]+$/.test(text) ? `_${text.trim()}_` : text
}

const quoted = (line: string) => `> ${line}`

/** Cuts a text into messages of at most `limits.messageChars`, at a line or a space where one is near. */
export function splitText(text: string, maxChars: number = limits.messageChars): string[] {
  const parts: string[] = []
  let start = 0
  while (text.length - start > maxChars) {
    const room = text.slice(start, start + maxChars)
    const half = maxChars / 2
    const atLine = room.lastIndexOf('\n') + 1
    const atSpace = room.lastIndexOf(' ') + 1
    const inPair = /[\ud800-\udbff]$/.test(room) ? maxChars - 1 : maxChars
    const length = atLine > half ? atLine : atSpace > half ? atSpace : inPair
    parts.push(text.slice(start, start + length))
    start += length
  }
  return [...parts, text.slice(start)].filter((part) => part.trim() !== '')
}
