import type { RoomGroupView, RoomRowView } from './room-view.ts'

/** One line of the list as it is drawn and stepped through by keys. */
export type ListLine =
  | {
      readonly kind: 'room'
      readonly key: string
      readonly room: RoomRowView
      readonly slim: boolean
    }
  | { readonly kind: 'group'; readonly key: string; readonly group: RoomGroupView }

export function roomLines(rooms: readonly RoomRowView[]): readonly ListLine[] {
  return rooms.map((room) => ({ kind: 'room', key: room.id, room, slim: false }))
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
