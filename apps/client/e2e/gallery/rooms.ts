import type { RoomGroupView, RoomRowView } from '../../src/rooms/room-view.ts'

function room(
  id: string,
  title: string,
  kind: RoomRowView['kind'],
  preview: string,
  when: string,
  more: Partial<RoomRowView> = {},
): RoomRowView {
  return {
    id,
    title,
    kind,
    face: { id, name: title },
    preview,
    when,
    unread: 0,
    mentions: 0,
    markedUnread: false,
    muted: false,
    favourite: false,
    archived: false,
    hidden: false,
    unsent: false,
    ended: false,
    ...more,
  }
}

export const rooms: readonly RoomRowView[] = [
  room(
    'brand',
    'Brand site redesign',
    'contract',
    'Bob: I pushed the second draft of the landing page',
    '09:38',
    { favourite: true },
  ),
  room('ines', 'Ines Moreau', 'direct', "Could we move tomorrow's call to 15:00?", '09:20', {
    presence: 'on',
    unread: 2,
  }),
  room(
    'ios',
    'iOS engineer · interview',
    'interview',
    'Tariq: Here is the take-home, with tests',
    '08:57',
    { unread: 5, face: { id: 'ios', name: 'iOS' } },
  ),
  room('dan', 'Dan Wolfe', 'direct', 'You: thanks, paid just now 🎉', 'Mon', { presence: 'off' }),
  room('copy', 'Copy pool', 'group', 'Mei: first pass', 'Mon', {
    draft: 'first pass on the about page is',
  }),
  room('qa', 'QA and release', 'group', 'Mei shared release-checklist.pdf', 'Sun', { muted: true }),
  room('sana', 'Sana Rao', 'direct', 'Out of office until 2 Dec', '21 Nov', {
    presence: 'away',
    markedUnread: true,
  }),
  room('illu', 'Illustrations · contract ended', 'contract', 'Contract ended by Alice', '14 Nov', {
    ended: true,
  }),
  room(
    'long',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'group',
    'ok',
    '2 Nov',
    { unread: 1240, mentions: 3 },
  ),
  room('noor', 'نور الحسن', 'direct', 'صباح الخير! النص العربي جاهز', '1 Nov', { presence: 'on' }),
]

export const manyRooms: readonly RoomRowView[] = [
  ...rooms,
  ...Array.from({ length: 1990 }, (_, at) =>
    room(`r${at}`, `Room ${at + 1}`, 'group', 'Nothing new', 'Oct'),
  ),
]

export const groups: readonly RoomGroupView[] = [
  {
    id: 'favourites',
    title: 'Favourites',
    collapsed: false,
    rooms: rooms.filter((one) => one.favourite),
  },
  {
    id: 'interviews',
    title: 'Interviews',
    collapsed: false,
    rooms: rooms.filter((one) => one.kind === 'interview'),
  },
  {
    id: 'rooms',
    title: 'Rooms',
    collapsed: false,
    rooms: rooms.filter((one) => one.kind === 'group' || one.kind === 'contract'),
  },
  {
    id: 'people',
    title: 'People',
    collapsed: true,
    rooms: rooms.filter((one) => one.kind === 'direct'),
  },
]

export const archivedRooms: readonly RoomRowView[] = [
  room('old', 'Launch 2023', 'group', 'Mei: that was a good one', 'Jan', {
    archived: true,
    unread: 3,
  }),
  room('ada', 'Ada Novak', 'direct', 'You: until next time', '2 Mar', { archived: true }),
]
