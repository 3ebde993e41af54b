import type { MemberRow, Outcome, RoomView } from '@parley/engine'
import { canRemove, type PersonId, type RoomId } from '@parley/protocol'
import { useBlocked, usePresence, useRoom, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useInvitations } from '../data/use-invitations.ts'
import { useNow } from '../data/use-now.ts'
import { PeoplePanel } from '../people/people-panel.tsx'
import type { MemberAct } from '../people/profile-card.tsx'
import { invitationWords } from '../words/invitation-words.ts'
import { isOnline } from '../words/message-words.ts'
import { profileOf } from '../words/person-words.ts'
import { askToLeave, canLeave } from './room-menu.tsx'
import { useShell } from './shell-context.ts'
import { SidePanel } from './side-panel.tsx'
import { useUnblock } from './use-unblock.ts'

const roleNames = { owner: 'Owner', admin: 'Admin', member: undefined } as const

export interface PeopleColumnProps {
  readonly room: RoomId
  readonly onClose: () => void
}

/** The people of the open room beside its talk. */
export function PeopleColumn({ room: id, onClose }: PeopleColumnProps) {
  const room = useRoom(id)
  if (!room) return null
  return (
    <SidePanel title="People" note={String(room.members.length)} onClose={onClose}>
      <People room={room} />
    </SidePanel>
  )
}

function People({ room }: { readonly room: RoomView }) {
  const { account, intents, invitations, zone } = useSession()
  const shell = useShell()
  const presence = usePresence()
  const blocked = useBlocked()
  const unblock = useUnblock()
  const now = useNow()
  const online = isOnline(useStatus()?.connection)
  const words = { me: account.person, presence, blocked, online, zone, now }
  const mayInvite = room.abilities.includes('member.invite')
  const invited = useInvitations(room.id, { mayInvite, members: room.members.length })

  const tellOutcome = (outcome: Outcome<unknown> | undefined, done: string) =>
    shell.tell(outcome === undefined || outcome.ok ? done : outcome.error.sentence)

  function onAct(act: MemberAct, id: string) {
    const member = room.members.find((candidate) => candidate.id === id)
    if (member === undefined) return
    const { person } = member
    const setRole = (role: 'admin' | 'member' | 'owner') =>
      shell.run(intents.setRole(room.id, person.id, role))
    switch (act) {
      case 'make-admin':
        setRole('admin')
        return shell.tell(`${person.name} is an admin now`, () => setRole('member'))
      case 'make-member':
        setRole('member')
        return shell.tell(`${person.name} is a member now`, () => setRole('admin'))
      case 'hand-over':
        return shell.show({
          kind: 'confirm',
          title: `Hand the room over to ${person.name}?`,
          text: 'They become its owner and you an admin. Only they can hand it back.',
          action: 'Hand over',
          onConfirm: () => setRole('owner'),
        })
      case 'remove':
        shell.run(intents.removeMember(room.id, person.id))
        return shell.tell(`${person.name} was removed`, () =>
          shell.run(intents.invite(room.id, [person.id])),
        )
    }
  }

  return (
    <PeoplePanel
      members={room.members.map((member) => {
        const role = roleNames[member.role]
        return {
          profile: profileOf(member.person, words),
          acts: actsOn(member, room, account.person),
          ...(role === undefined ? {} : { role }),
        }
      })}
      invited={{
        invited: invited.map((invitation) => {
          const { text, hot } = invitationWords(invitation, now)
          const { id, email, state } = invitation
          return { id, email, about: text, hot, isOpen: state === 'pending' }
        }),
        onResend: ({ id, email, isOpen }) =>
          shell.run(
            (isOpen
              ? invitations.resend(room.id, id)
              : invitations.send(room.id, [email]).then(([sent]) => sent)
            ).then((outcome) => tellOutcome(outcome, `Invitation sent to ${email}`)),
          ),
        onRevoke: ({ id, email }) =>
          shell.run(
            invitations
              .revoke(room.id, id)
              .then((outcome) => tellOutcome(outcome, `The invitation of ${email} was taken back`)),
          ),
      }}
      onInvite={mayInvite ? () => shell.show({ kind: 'invite', room: room.id }) : undefined}
      onMessage={(id) => shell.openDirect(id as PersonId)}
      onAct={onAct}
      onBlock={(id, on) => {
        const person = room.members.find((member) => member.id === id)?.person
        if (person === undefined) return
        if (on) shell.show({ kind: 'block', person: person.id, name: person.name })
        else unblock(person.id, person.name)
      }}
      onLeave={
        canLeave(room) ? () => askToLeave(room, shell, () => intents.leave(room.id)) : undefined
      }
    />
  )
}

/** What this person may do with a member, by the one table. */
function actsOn(member: MemberRow, room: RoomView, me: PersonId): MemberAct[] {
  if (member.id === me) return []
  const acts: MemberAct[] = []
  if (room.abilities.includes('member.role')) {
    if (member.role === 'member') acts.push('make-admin')
    if (member.role === 'admin') acts.push('make-member')
    if (member.person.kind === 'person') acts.push('hand-over')
  }
  if (canRemove(room.role, member.role, room)) acts.push('remove')
  return acts
}
