import type { SystemKind } from './events.ts'
import type { SlackMessage } from './export-schema.ts'

const kinds = new Map<string, SystemKind>([
  ['join', 'join'],
  ['leave', 'leave'],
  ['topic', 'topic'],
  ['purpose', 'purpose'],
  ['name', 'rename'],
  ['archive', 'archive'],
  ['unarchive', 'unarchive'],
])
const others = new Map<string, SystemKind>([
  ['pinned_item', 'pin'],
  ['unpinned_item', 'unpin'],
  ['bot_add', 'bot-add'],
  ['bot_remove', 'bot-remove'],
])

/** Subtypes under which a person or a robot says something themselves. */
const said = new Set([
  'assistant_app_thread',
  'bot_message',
  'document_mention',
  'file_comment',
  'file_mention',
  'file_share',
  'me_message',
  'reply_broadcast',
  'slackbot_response',
  'thread_broadcast',
])

/** Log lines of a compliance export about another record, whose last state stands in its own place. */
const editLog = new Set(['message_changed', 'message_deleted', 'message_replied'])

/** What a subtype stands for. Unknown ones are something Slack says about the room, kept with their words. */
export function kindOf(
  subtype: string | undefined,
): 'message' | 'tombstone' | 'edit-log' | SystemKind {
  if (subtype === undefined || subtype === '' || said.has(subtype)) return 'message'
  if (subtype === 'tombstone') return 'tombstone'
  if (editLog.has(subtype)) return 'edit-log'
  const [, about] = /^(?:channel|group|mpim|im)_([a-z]+)$/.exec(subtype) ?? []
  return kinds.get(about ?? '') ?? others.get(subtype) ?? 'other'
}

/** The new value a change of the room brought. */
export function valueOf(kind: SystemKind, message: SlackMessage): string | null {
  if (kind === 'topic') return message.topic ?? ''
  if (kind === 'purpose') return message.purpose ?? ''
  return kind === 'rename' ? (message.name ?? null) : null
}
