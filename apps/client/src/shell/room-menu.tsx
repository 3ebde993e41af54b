import type { RoomView } from '@parley/engine'
import {
  BriefcaseBusiness,
  CircleHelp,
  CircleStop,
  Ellipsis,
  LogOut,
  Pencil,
  UserPlus,
} from 'lucide-react'
import { useRooms } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { AwayItems } from '../rooms/row-menu.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx'
import { useShell, type Shell } from './shell-context.ts'
import { useRowActs } from './use-row-acts.ts'

/** What may be done with the room: exactly what the ability table allows, and putting it away for oneself. Nothing at all: no menu. */
export function RoomMenu({ room }: { readonly room: RoomView }) {
  const { intents } = useSession()
  const shell = useShell()
  const can = (ability: RoomView['abilities'][number]) => room.abilities.includes(ability)
  const menu = ['room.change', 'member.invite', 'contract.start', 'contract.end'] as const
  const unread = room.unread > 0 || room.markedUnread
  const { rooms } = useRooms()
  const act = useRowActs(rooms, room.id)
  const row = rooms.find(({ id }) => id === room.id)
  const isKept = row?.delivery.kind === 'sent'
  if (!menu.some(can) && !canLeave(room) && !unread && !isKept) return null
  return (
    <Menu trigger={<IconButton label="Room menu" icon={<Ellipsis />} tip="bottom" />}>
      {can('room.change') ? (
        <MenuItem icon={<Pencil />} onPick={() => shell.show({ kind: 'details', room: room.id })}>
          Title and topic
        </MenuItem>
      ) : null}
      {can('member.invite') ? (
        <MenuItem icon={<UserPlus />} onPick={() => shell.show({ kind: 'invite', room: room.id })}>
          Invite people
        </MenuItem>
      ) : null}
      {can('contract.start') ? (
        <MenuItem
          icon={<BriefcaseBusiness />}
          onPick={() => shell.show({ kind: 'hire', room: room.id })}
        >
          Start a contract
        </MenuItem>
      ) : null}
      {can('contract.end') ? (
        <MenuItem
          icon={<CircleStop />}
          onPick={() =>
            shell.show({
              kind: 'confirm',
              title: 'End this contract?',
              text: `“${room.contract?.title ?? room.title}” is over for everyone. The room and its history stay.`,
              action: 'End contract',
              onConfirm: () => shell.run(intents.endContract(room.id)),
            })
          }
        >
          End contract
        </MenuItem>
      ) : null}
      {unread ? (
        <>
          {menu.some(can) ? <MenuLine /> : null}
          <MenuItem
            icon={<CircleHelp />}
            onPick={() => shell.show({ kind: 'why-unread', room: room.id })}
          >
            Why is this unread?
          </MenuItem>
        </>
      ) : null}
      {row && isKept ? (
        <>
          {menu.some(can) || unread ? <MenuLine /> : null}
          <AwayItems room={row} onAct={(what) => act(room.id, what)} />
        </>
      ) : null}
      {room.role === 'owner' && room.other === null ? (
        <>
          <MenuLine />
          <MenuItem disabled icon={<LogOut />} onPick={() => {}}>
            Leave: hand the room over first
          </MenuItem>
        </>
      ) : null}
      {canLeave(room) ? (
        <>
          <MenuLine />
          <MenuItem
            danger
            icon={<LogOut />}
            onPick={() => askToLeave(room, shell, () => intents.leave(room.id))}
          >
            Leave room
          </MenuItem>
        </>
      ) : null}
    </Menu>
  )
}

/** A room needs an owner: whoever it is hands it over before leaving. */
export function canLeave(room: RoomView): boolean {
  return room.abilities.includes('member.leave') && room.role !== 'owner'
}

export function askToLeave(room: RoomView, { show, run }: Shell, leave: () => Promise<void>): void {
  show({
    kind: 'confirm',
    title: `Leave ${room.title}?`,
    text: 'Its messages are removed from your devices. Someone in the room can let you in again.',
    action: 'Leave room',
    onConfirm: () => run(leave()),
  })
}
