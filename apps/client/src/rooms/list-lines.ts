import type { RoomGroupView, RoomRowView } from './room-view.ts'

/** One line of the list as it is drawn and stepped through by keys. */
export type ListLine =
  | {
      readonly kind: 'room'
      readonly key: string
      readonly room: RoomRowView
      readonly slim: boolean
    }
  /** The way to what was put away: how many rooms, and what is new in them. */
  | {
      readonly kind: 'archive'
      readonly key: string
      readonly count: number
      readonly unread: number
      readonly mentions: number
    }
  | { readonly kind: 'group'; readonly key: string; readonly group: RoomGroupView }

export function roomLines(rooms: readonly RoomRowView[]): readonly ListLine[] {
  return rooms.map((room) => ({ kind: 'room', key: room.id, room, slim: false }))
}

/** One line for all that was put away; none when nothing was. */
export function archiveLine(archived: readonly RoomRowView[]): readonly ListLine[] {
  if (archived.length === 0) return []
  const sum = (of: (room: RoomRowView) => number) =>
    archived.reduce((total, room) => total + of(room), 0)
  return [
    {
      kind: 'archive',
      key: 'archive',
      count: archived.length,
      unread: sum((room) => room.unread),
      mentions: sum((room) => room.mentions),
    },
  ]
}

/** Groups with their rooms under them; a collapsed group keeps what is unread in sight, an empty one is left out. */
export function groupLines(groups: readonly RoomGroupView[]): readonly ListLine[] {
  return groups
    .filter((group) => group.rooms.length > 0)
    .flatMap((group): ListLine[] => {
      const shown = group.collapsed
        ? group.rooms.filter((room) => room.unread > 0 || room.markedUnread)
        : group.rooms
      return [
        { kind: 'group', key: `group:${group.id}`, group },
        ...shown.map(
          // A favourite also stands in its own category: the key names both.
          (room): ListLine => ({ kind: 'room', key: `${group.id}:${room.id}`, room, slim: true }),
        ),
      ]
    })
}
