import type { RoomId } from '@parley/protocol'
import { useMemo } from 'react'
import { useRoom } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { PeoplePicker } from '../rooms/people-picker.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useShell } from './shell-context.ts'
import { usePeopleSearch } from './use-people-search.ts'

export interface InvitePeopleProps {
  readonly room: RoomId
  readonly onClose: () => void
}

export function InvitePeople({ room: id, onClose }: InvitePeopleProps) {
  const { intents } = useSession()
  const { run } = useShell()
  const room = useRoom(id)
  const members = room?.members.map((member) => member.id).join(' ') ?? ''
  const inside = useMemo(
    () => new Set(room?.members.map((member) => member.id)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [members],
  )
  const { picked, picker, problem } = usePeopleSearch(inside)
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite people"
      description={`They can read all that was said in ${room?.title ?? 'this room'}.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={picked.length === 0}
            onClick={() => {
              onClose()
              run(
                intents.invite(
                  id,
                  picked.map((person) => person.id),
                ),
              )
            }}
          >
            {picked.length > 1 ? `Invite ${picked.length} people` : 'Invite'}
          </Button>
        </>
      }
    >
      <PeoplePicker {...picker} label="People" />
      {problem === undefined ? null : (
        <p role="alert" className="text-second text-hot">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
