import type { SlackAttachment, SlackFile, SlackMessage } from './export-schema.ts'
import { fromBlocks } from './rich-text.ts'
import { fromMrkdwn, labelled } from './text.ts'
import type { Mentioned, Names } from './text.ts'

/** Files as lines of text: a name and, where there is one, the address. */
export function fileLines(message: SlackMessage): string[] {
  const files = message.files.length === 0 && message.file ? [message.file] : message.files
  return files.map(fileLine)
}

function fileLine(file: SlackFile): string {
  const name = (file.title || file.name || file.id || 'file').replace(/\s+/g, ' ').trim()
  const url = fileAddress(file)
  return url === null ? `${name} (file no longer available)` : labelled(name, url)
}

/**
 * Slack's page of the file, or where an external one really is. Never with the export's token (`?t=xoxe-...`): it opens
 * the workspace's files to whoever reads the message.
 */
function fileAddress(file: SlackFile): string | null {
  const gone = file.mode === 'tombstone' || file.mode === 'hidden_by_limit'
  if (gone) return null
  const inOrder = file.is_external
    ? [file.url_private, file.permalink, file.permalink_public]
    : [file.permalink, file.url_private, file.permalink_public]
  for (const address of inOrder) {
    const url = address === undefined || address === '' ? null : URL.parse(address)
    if (!url || !/^https?:$/.test(url.protocol)) continue
    if (url.searchParams.get('t')?.startsWith('xox')) url.searchParams.delete('t')
    return url.href
  }
  return null
}

/**
 * What attachments add to the text. Previews of links in the text add nothing (the server makes its own); what a robot
 * wrote and messages that were shared here are words of their own.
 */
export function attachmentText(
  message: SlackMessage,
  hasText: boolean,
  names: Names,
  mentioned: Mentioned,
): string[] {
  return message.attachments
    .filter((attachment) => !hasText || !isPreview(attachment))
    .map((attachment) => oneAttachment(attachment, names, mentioned))
    .filter((text) => text !== '')
}

function isPreview(attachment: SlackAttachment): boolean {
  if (attachment.is_msg_unfurl || attachment.is_share) return false
  return attachment.from_url !== undefined || attachment.original_url !== undefined
}

function oneAttachment(attachment: SlackAttachment, names: Names, mentioned: Mentioned): string {
  const convert = (text: string | undefined) => fromMrkdwn(text ?? '', names, mentioned).trim()
  const title = attachment.title_link
    ? labelled(convert(attachment.title), attachment.title_link)
    : convert(attachment.title)
  const lines = [
    convert(attachment.pretext),
    title,
    fromBlocks(attachment.blocks, names, mentioned) ?? convert(attachment.text),
    ...attachment.fields.map(({ title, value }) =>
      [convert(title), convert(value)].filter((text) => text !== '').join(': '),
    ),
    attachment.image_url ?? '',
  ].filter((text) => text !== '')
  if (lines.length === 0)
    return convert(attachment.fallback) || (attachment.from_url ?? attachment.original_url ?? '')
  if (!attachment.is_msg_unfurl && !attachment.is_share) return lines.join('\n')
  const said = attachment.author_name
    ? `${attachment.author_name}:\n${lines.join('\n')}`
    : lines.join('\n')
  return said.replace(/^/gm, '> ')
}
