import { expect, test } from 'vitest'
import { archiveLine, groupLines } from './list-lines.ts'
import type { RoomRowView } from './room-view.ts'

const room = (id: string, unread = 0): RoomRowView => ({
  id,
  title: id,
  kind: 'group',
  face: { id, name: id },
  preview: '',
  when: '',
  unread,
  mentions: 0,
  markedUnread: false,
  muted: false,
  favourite: false,
  archived: false,
  hidden: false,
  unsent: false,
  ended: false,
})

test('[R6] a collapsed group keeps its unread rooms in sight', () => {
  const lines = groupLines([
    { id: 'rooms', title: 'Rooms', collapsed: true, rooms: [room('a'), room('b', 2)] },
  ])
  expect(lines.map((line) => line.key)).toEqual(['group:rooms', 'rooms:b'])
})

test('[R6] an empty group is left out', () => {
  expect(groupLines([{ id: 'rooms', title: 'Rooms', collapsed: false, rooms: [] }])).toEqual([])
})

test('[R6] a favourite room has a key of its own in each group', () => {
  const groups = ['favourites', 'people'].map((id) => ({
    id,
    title: id,
    collapsed: false,
    rooms: [room('a')],
  }))
  const keys = groupLines(groups).map((line) => line.key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('[R6] what was put away is one line with what is new in it, or none', () => {
  expect(archiveLine([])).toEqual([])
  expect(archiveLine([room('a', 2), { ...room('b', 3), mentions: 1 }])).toEqual([
    { kind: 'archive', key: 'archive', count: 2, unread: 5, mentions: 1 },
  ])
})
