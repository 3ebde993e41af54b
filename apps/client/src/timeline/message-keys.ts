import type { MessageView } from './message-view.ts'

export type MessageAct =
  | 'reply'
  | 'forward'
  | 'pin'
  | 'save'
  | 'edit'
  | 'delete'
  | 'withdraw'
  | 'markUnread'
  | 'copyText'
  | 'copyLink'

/** What a bare key does on the focused message; undefined when nothing, or when it is not allowed here. */
export function actOfKey(key: string, message: MessageView): MessageAct | undefined {
  if (message.deleted || message.delivery.kind === 'failed') return undefined
  if (isUnsent(message)) return unsentAct(key, message)
  switch (key.toLowerCase()) {
    case 'r':
      return message.can.reply ? 'reply' : undefined
    case 'f':
      return message.can.forward ? 'forward' : undefined
    case 'p':
      return message.can.pin ? 'pin' : undefined
    case 's':
      return message.can.save ? 'save' : undefined
    case 'e':
      return message.can.edit ? 'edit' : undefined
    case 'delete':
      return message.can.delete ? 'delete' : undefined
    case 'u':
      return 'markUnread'
    case 'c':
      return 'copyText'
    case 'l':
      return 'copyLink'
    default:
      return undefined
  }
}

/** It waits to be sent: nobody has it, so there is nothing to answer, to mark or to delete. */
export function isUnsent({ delivery }: MessageView): boolean {
  return delivery.kind === 'queued' && delivery.unsent
}

function unsentAct(key: string, message: MessageView): MessageAct | undefined {
  if (key.toLowerCase() === 'e') return message.can.edit ? 'edit' : undefined
  return key === 'Delete' ? 'withdraw' : undefined
}
