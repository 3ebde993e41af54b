import type { MessageRow, TimelineRow } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { CommandId, EntryId, RoomId } from '@parley/protocol'
import { useState } from 'react'
import type { ComposeMode } from '../composer/compose-banner.tsx'
import { useSession } from '../data/session.ts'
import { useDraftBox } from '../data/use-draft-box.ts'
import { useTypingNotice } from '../data/use-typing-notice.ts'

/** A message being changed: what was said stays beside the draft until it is saved or given up. */
type Editing = {
  readonly message: EntryId
  readonly was: string
  readonly text: string
  readonly unsent: boolean
  /** The refused command it came with, when it was not sent at all. */
  readonly failed: CommandId | null
}

export type Composing = {
  readonly text: string
  readonly mode: ComposeMode
  readonly onChange: (text: string) => void
  readonly onSend: () => void
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
  const { intents, onFault } = useSession()
  const { draft, write, flush } = useDraftBox(room)
  const typing = useTypingNotice(room)
  const [editing, setEditing] = useState<Editing | null>(null)
  const messageOf = (id: EntryId) =>
    rows.find((row): row is MessageRow => row.kind === 'message' && row.id === id)

  function modeNow(): ComposeMode {
    if (editing !== null) return { kind: 'edit', messageId: editing.message }
    if (draft.replyTo === null) return { kind: 'new' }
    const answered = messageOf(draft.replyTo)
    return {
      kind: 'reply',
      messageId: draft.replyTo,
      author: answered === undefined ? 'An earlier message' : nameOf(answered.item.by),
      text: toPlainText(answered?.item.text.slice(0, 200) ?? ''),
    }
  }

  function saveEdit({ message, was, unsent, failed }: Editing, text: string) {
    setEditing(null)
    if (failed !== null) return intents.rewriteFailed(failed, text)
    return text === was ? Promise.resolve() : intents.edit(room, message, text, unsent)
  }

  function onSend() {
    const text = (editing?.text ?? draft.text).trim()
    if (text === '') return
    typing(false)
    if (editing !== null) {
      saveEdit(editing, text).catch(onFault)
      return
    }
    const sent = draft
    write({ text: '', replyTo: null })
    intents.post(room, text, sent.replyTo).catch((cause: unknown) => {
      // It is nowhere but here: back into the box.
      write(sent)
      onFault(cause)
    })
    flush()
    onPosted()
  }

  function edit(id: EntryId) {
    const row = messageOf(id)
    if (row === undefined || !row.mine || row.item.deletedAt !== null) return
    const { delivery, item, seq } = row
    setEditing({
      message: id,
      was: item.text,
      text: item.text,
      unsent: seq === null,
      failed: delivery.kind === 'failed' ? delivery.command : null,
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
    onCancelMode() {
      if (editing !== null) setEditing(null)
      else write({ ...draft, replyTo: null })
    },
    onEditLast() {
      const last = rows.findLast(
        (row) => row.kind === 'message' && row.mine && row.item.deletedAt === null,
      )
      if (last !== undefined) edit(last.id)
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
