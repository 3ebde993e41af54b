import type { MessageView } from './message-view.ts'

export type MessageAct = 'reply' | 'edit' | 'delete' | 'markUnread'

/** What a bare key does on the focused message; undefined when nothing, or when it is not allowed here. */
export function actOfKey(key: string, message: MessageView): MessageAct | undefined {
  if (message.deleted || message.delivery.kind !== 'sent') return undefined
  switch (key.toLowerCase()) {
    case 'r':
      return message.can.reply ? 'reply' : undefined
    case 'e':
      return message.can.edit ? 'edit' : undefined
    case 'delete':
      return message.can.delete ? 'delete' : undefined
    case 'u':
      return 'markUnread'
    default:
      return undefined
  }
}
