import { expect, test } from 'vitest'
import { groupLines } from './list-lines.ts'
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
