import type { MessageRow, TimelineRow } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { EntryId, RoomId } from '@parley/protocol'
import { useRef, useState } from 'react'
import type { ComposeMode } from '../composer/compose-banner.tsx'
import type { Editing } from '../data/begun.ts'
import { useSession } from '../data/session.ts'
import { useDraftBox } from '../data/use-draft-box.ts'
import { useTypingNotice } from '../data/use-typing-notice.ts'
import { useShell } from './shell-context.ts'

export type Composing = {
  readonly text: string
  readonly mode: ComposeMode
  readonly onChange: (text: string) => void
  readonly onSend: () => void
  /** Schedules what is written instead. */
  readonly onSendAt: (at: number) => void
  readonly onCancelMode: () => void
  readonly onEditLast: () => void
  readonly onLeave: () => void
  readonly reply: (message: EntryId) => void
  readonly edit: (message: EntryId) => void
}

/** Writing in a room: a new message, an answer, or a change of an old one. `rows` are those at hand; `onPosted` follows a post. */
export function useComposing(
  room: RoomId,
  rows: readonly TimelineRow[],
  nameOf: (person: MessageRow['item']['by']) => string,
  onPosted: () => void,
): Composing {
  const { intents, begun } = useSession()
  const { notKept } = useShell()
  const { draft, write, giveBack, flush } = useDraftBox(room, notKept)
  const typing = useTypingNotice(room)
  const [editing, showEditing] = useState(() => begun.edits.get(room) ?? null)
  const setEditing = (next: Editing | null) => {
    showEditing(next)
    if (next === null) begun.edits.delete(room)
    else begun.edits.set(room, next)
  }
  const messageOf = (id: EntryId) =>
    rows.find((row): row is MessageRow => row.kind === 'message' && row.id === id)

  const lastOwn = () =>
    rows.findLast((row) => row.kind === 'message' && row.mine && row.item.deletedAt === null)
  /** The last one before a post that may not show yet: Up right after Enter must not change the wrong message. */
  const overtaken = useRef<EntryId>(null)

  const isDeleted = (id: EntryId) => (messageOf(id)?.item.deletedAt ?? null) !== null

  function modeNow(): ComposeMode {
    if (editing !== null)
      return { kind: 'edit', messageId: editing.message, deleted: isDeleted(editing.message) }
    if (draft.replyTo === null) return { kind: 'new' }
    const answered = messageOf(draft.replyTo)
    return {
      kind: 'reply',
      messageId: draft.replyTo,
      author: answered === undefined ? 'An earlier message' : nameOf(answered.item.by),
      text: toPlainText(answered?.item.text.slice(0, 200) ?? ''),
    }
  }

  async function saveEdit({ message, was, unsent, failed }: Editing, text: string) {
    setEditing(null)
    if (failed === null && text === was) return
    if (failed !== null && (await intents.rewriteFailed(failed, text))) return
    await intents.edit(room, message, text, unsent)
  }

  function onSend() {
    const text = (editing?.text ?? draft.text).trim()
    if (text === '' || (editing !== null && isDeleted(editing.message))) return
    typing(false)
    if (editing !== null) {
      saveEdit(editing, text).catch((cause: unknown) => {
        setEditing(editing)
        notKept(cause)
      })
      return
    }
    const sent = draft
    overtaken.current = lastOwn()?.id ?? null
    write({ text: '', replyTo: null })
    intents.post(room, text, sent.replyTo).catch((cause: unknown) => {
      // It is nowhere but here: back into the box.
      overtaken.current = null
      giveBack(sent)
      notKept(cause)
    })
    flush()
    onPosted()
  }

  function onSendAt(at: number) {
    const sent = draft
    const text = sent.text.trim()
    if (text === '' || editing !== null) return
    typing(false)
    write({ text: '', replyTo: null })
    intents
      .schedule(intents.newSchedule(), { room, text, replyTo: sent.replyTo, at })
      .catch((cause: unknown) => {
        giveBack(sent)
        notKept(cause)
      })
    flush()
  }

  function edit(id: EntryId) {
    const row = messageOf(id)
    if (row === undefined || !row.mine || row.item.deletedAt !== null) return
    const { delivery, item, seq } = row
    const refused = delivery.kind === 'failed' && delivery.text !== null ? delivery : null
    setEditing({
      message: id,
      was: item.text,
      // A refused change shows nowhere else: the message itself says what it said before.
      text: refused?.text ?? item.text,
      unsent: seq === null,
      failed: refused?.command ?? null,
    })
  }

  return {
    text: editing?.text ?? draft.text,
    mode: modeNow(),
    onChange(text) {
      if (editing !== null) return setEditing({ ...editing, text })
      write({ ...draft, text })
      typing(text.trim() !== '')
    },
    onSend,
    onSendAt,
    onCancelMode() {
      if (editing !== null) setEditing(null)
      else write({ ...draft, replyTo: null })
    },
    onEditLast() {
      const last = lastOwn()
      if (last !== undefined && last.id !== overtaken.current) edit(last.id)
    },
    onLeave() {
      typing(false)
      flush()
    },
    reply(message) {
      setEditing(null)
      write({ ...draft, replyTo: message })
    },
    edit,
  }
}
