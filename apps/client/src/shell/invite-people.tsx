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
  const { intents, invitations } = useSession()
  const { run, tell } = useShell()
  const room = useRoom(id)
  const members = room?.members.map((member) => member.id).join(' ') ?? ''
  const inside = useMemo(
    () => new Set(room?.members.map((member) => member.id)),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [members],
  )
  const { picked, emails, picker, problem } = usePeopleSearch(inside, { addresses: true })
  const count = picked.length + emails.length

  function onInvite() {
    onClose()
    const people = picked.map((person) => person.id)
    if (people.length > 0) run(intents.invite(id, people))
    if (emails.length > 0) run(sendTo(emails))
  }

  async function sendTo(addresses: readonly string[]) {
    const outcomes = await invitations.send(id, addresses)
    outcomes.forEach((outcome, index) => {
      const email = addresses[index] ?? ''
      if (outcome.ok) tell(`An invitation is on its way to ${email}`)
      else tell(`${email} was not invited. ${outcome.error.sentence}`)
    })
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite people"
      description={`They can read all that was said in ${room?.title ?? 'this room'}.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={count === 0} onClick={onInvite}>
            {count > 1 ? `Invite ${count} people` : 'Invite'}
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
