import type { PinRow, RoomView } from '@parley/engine'
import { toPlainText } from '@parley/markup'
import type { MessageId } from '@parley/protocol'
import { Pin } from 'lucide-react'
import { useState } from 'react'
import { useQuery, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { PinnedList, type PinnedView } from '../timeline/pinned-list.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Popover } from '../ui/popover.tsx'
import { foldedWords, isOnline, namesIn } from '../words/message-words.ts'
import { useShell } from './shell-context.ts'

export interface PinnedButtonProps {
  readonly room: RoomView
  readonly onOpen: (message: MessageId) => void
}

/** What the room holds up, from its header; nothing where it holds up nothing. */
export function PinnedButton({ room, onOpen }: PinnedButtonProps) {
  const [open, setOpen] = useState(false)
  const count = room.pins.length
  if (count === 0) return null
  return (
    <Popover
      label="Pinned messages"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={`Pinned messages, ${count}`} icon={<Pin />} on={open} tip="bottom" />
      }
    >
      <Pins
        room={room}
        onOpen={(message) => {
          setOpen(false)
          onOpen(message)
        }}
      />
    </Popover>
  )
}

function Pins({ room, onOpen }: PinnedButtonProps) {
  const { intents, account, times } = useSession()
  const { run } = useShell()
  const now = useNow()
  const online = isOnline(useStatus()?.connection)
  const rows = useQuery<'pins'>({ name: 'pins', args: { room: room.id } })?.rows ?? []
  const nameOf = namesIn(room)
  const view = ({ id, pin, message, folded }: PinRow): PinnedView => ({
    id,
    pinned: `${pin.by === account.person ? 'You' : nameOf(pin.by)} pinned this ${times.moment(pin.at, now)}`,
    message: message && {
      author: { id: message.by, name: nameOf(message.by) },
      time: times.short(message.at, now),
      text: folded
        ? foldedWords
        : toPlainText(message.text === '' ? (message.forwarded?.text ?? '') : message.text),
    },
  })
  return (
    <PinnedList
      pins={rows.map(view)}
      online={online}
      onOpen={(id) => onOpen(id as MessageId)}
      onUnpin={
        room.abilities.includes('message.pin')
          ? (id) => run(intents.pin(room.id, id as MessageId, false))
          : undefined
      }
    />
  )
}
