import { limits, type EntryId, type RoomId } from '@parley/protocol'
import { useId, useState } from 'react'
import { useQuery, useRooms } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { RoomPicker } from '../rooms/room-picker.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useShell } from './shell-context.ts'

export interface ForwardDialogProps {
  readonly room: RoomId
  readonly message: EntryId
  readonly onClose: () => void
}

/** Passes a message on: to rooms one picks, under words of one's own. */
export function ForwardDialog({ room, message, onClose }: ForwardDialogProps) {
  const { intents } = useSession()
  const { run, tell } = useShell()
  const { rooms } = useRooms()
  const id = useId()
  const [picked, setPicked] = useState<readonly RoomId[]>([])
  const [text, setText] = useState('')
  const direct = useQuery<'room'>({ name: 'room', args: { room } })?.room?.other !== null

  async function forward() {
    onClose()
    const source = { room, message }
    await Promise.all(picked.map((to) => intents.forward(to, source, text.trim())))
    const [only] = picked
    const title = rooms.find((candidate) => candidate.id === only)?.title ?? ''
    tell(picked.length > 1 ? `Forwarded to ${picked.length} rooms` : `Forwarded to ${title}`)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Forward message"
      description={
        direct
          ? 'Who reads it sees whose words they are, not that they come from this conversation.'
          : 'Who reads it sees whose words they are; who is in this room can open them here.'
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={picked.length === 0} onClick={() => run(forward())}>
            {picked.length > 1 ? `Forward to ${picked.length} rooms` : 'Forward'}
          </Button>
        </>
      }
    >
      <RoomPicker
        rooms={rooms.map(({ id: room_, title, other }) => ({
          id: room_,
          title,
          face: { id: other ?? room_, name: title },
        }))}
        picked={picked}
        onPick={(to) => setPicked([...picked, to as RoomId])}
        onDrop={(to) => setPicked(picked.filter((candidate) => candidate !== to))}
      />
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-words`} className="text-second font-medium">
          Your words <span className="font-normal text-mute">(optional)</span>
        </label>
        <textarea
          id={`${id}-words`}
          dir="auto"
          rows={2}
          maxLength={limits.messageChars}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="max-h-40 min-h-16 resize-none rounded-md border border-line-strong bg-ground px-2.5 py-1.5 text-ui [field-sizing:content] focus-visible:border-accent pointer-coarse:text-[1rem]"
        />
      </div>
    </Dialog>
  )
}
