import type { RoomView, TimelineView } from '@parley/engine'
import type { MessageId, MessageItem, PersonId } from '@parley/protocol'
import { useCallback, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import { useSession } from '../data/session.ts'
import type { MessageIntents } from '../timeline/message-view.ts'
import { useShell } from './shell-context.ts'
import { messageAddress } from './addresses.ts'
import type { Composing } from './use-composing.ts'

type Around = {
  readonly composing: Pick<Composing, 'reply' | 'edit'>
  readonly onJump: (message: MessageId) => void
  readonly box: RefObject<HTMLTextAreaElement | null>
}
type Latest = Around & {
  readonly view: TimelineView | undefined
  readonly markUnread: (message: MessageId) => void
}

/** What the rows may ask for. The object stays the same, so that rows are drawn again only when they change. */
export function useMessageIntents(
  room: RoomView,
  view: TimelineView | undefined,
  { composing, onJump, box }: Around,
  markUnread: (message: MessageId) => void,
): MessageIntents {
  const { intents, account } = useSession()
  const { show, tell, run, openMessage } = useShell()
  const latest = useRef<Latest>({ view, composing, onJump, box, markUnread })
  useLayoutEffect(() => {
    latest.current = { view, composing, onJump, box, markUnread }
  })
  const rowOf = useCallback((id: string) => {
    const row = latest.current.view?.rows.find((candidate) => candidate.id === id)
    return row?.kind === 'message' ? row : undefined
  }, [])
  const copy = useCallback(
    (text: string, what: string) =>
      run(navigator.clipboard.writeText(text).then(() => tell(`${what} copied`))),
    [run, tell],
  )
  const { id } = room
  return useMemo(() => {
    const onFailed = (act: (command: MessageId) => Promise<void>) => (message: string) => {
      const row = rowOf(message)
      if (row?.delivery.kind === 'failed') run(act(row.delivery.command))
    }
    const write = (act: (composing: Around['composing']) => void) => {
      act(latest.current.composing)
      latest.current.box.current?.focus()
    }
    return {
      onReact(message, emoji) {
        const row = rowOf(message)
        const chosen = row?.item.reactions.find((reaction) => reaction.emoji === emoji)
        const on = chosen?.people.includes(account.person) !== true
        if (row !== undefined) run(intents.react(id, row.id, emoji, on))
      },
      onReply: (message) => write((to) => to.reply(message as MessageId)),
      onEdit: (message) => write((to) => to.edit(message as MessageId)),
      onEditFailed: (message) => write((to) => to.edit(message as MessageId)),
      onDelete: (message) =>
        show({
          kind: 'confirm',
          title: 'Delete this message?',
          text: 'Its words are gone for everyone in the room. That it was there stays to be seen.',
          action: 'Delete message',
          onConfirm: () => run(intents.remove(id, message as MessageId)),
        }),
      onForward: (message) => show({ kind: 'forward', room: id, message: message as MessageId }),
      onPin: (message, on) => run(intents.pin(id, message as MessageId, on)),
      onSave(message, on) {
        const target = message as MessageId
        run(intents.save(id, target, on ? { remindAt: null } : null))
        if (on) tell('Saved for later', () => run(intents.save(id, target, null)))
        else tell('Removed from saved')
      },
      onRemind: (message) => show({ kind: 'remind', room: id, message: message as MessageId }),
      onVersions: (message) => show({ kind: 'versions', room: id, message: message as MessageId }),
      onCopyText(message) {
        const row = rowOf(message)
        const refused = row?.delivery.kind === 'failed' ? row.delivery.text : null
        copy(refused ?? (row && wordsOf(row.item)) ?? '', 'Text')
      },
      onCopyLink: (message) => copy(messageAddress(account.server, id, message), 'Link'),
      onMarkUnread(message) {
        latest.current.markUnread(message as MessageId)
        tell('Unread from here on')
      },
      onWithdraw: (message) =>
        show({
          kind: 'confirm',
          title: 'Discard this message?',
          text: 'It was not sent yet. Its words are gone.',
          action: 'Discard message',
          onConfirm: () => run(intents.withdraw(id, message as MessageId)),
        }),
      onRetry: onFailed(intents.retry),
      onDiscard: onFailed(intents.discard),
      onOpenMessage: (message) => latest.current.onJump(message as MessageId),
      onOpenSource: (source, message) => openMessage(source, message),
      onOpenPerson: (person) => show({ kind: 'profile', person: person as PersonId }),
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, intents, account, rowOf, copy, show, tell, run, openMessage])
}

/** One's own words, then those passed on. */
function wordsOf({ text, forwarded }: MessageItem): string {
  return [text, forwarded?.text ?? ''].filter((part) => part !== '').join('\n\n')
}
