import { expect, test } from 'vitest'
import { actOfKey, roomAt } from './shell-keys.ts'

const press = (key: string, held: Partial<Parameters<typeof actOfKey>[0]> = {}) =>
  actOfKey({ key, shift: false, alt: false, mod: false, ...held })

test('[C4] Alt+arrows walk the rooms, with Shift the unread ones, Ctrl+K finds', () => {
  expect(press('ArrowUp', { alt: true })).toBe('previousRoom')
  expect(press('ArrowDown', { alt: true, shift: true })).toBe('nextUnread')
  expect(press('k', { mod: true })).toBe('switch')
  expect(press('F', { mod: true, shift: true })).toBe('filter')
  expect(press('/', { mod: true })).toBe('keys')
})

test('bare keys, and those of the browser, are left alone', () => {
  expect(press('ArrowUp')).toBeUndefined()
  expect(press('k')).toBeUndefined()
  expect(press('k', { mod: true, shift: true })).toBeUndefined()
  expect(press('ArrowLeft', { alt: true })).toBeUndefined()
})

test('a step goes to the next wanted room and stops at the ends', () => {
  const rooms = [
    { id: 'a', unread: 0 },
    { id: 'b', unread: 0 },
    { id: 'c', unread: 2 },
  ]
  const any = () => true
  const unread = (room: { unread: number }) => room.unread > 0
  expect(roomAt(rooms, 'a', 1, any)?.id).toBe('b')
  expect(roomAt(rooms, 'a', 1, unread)?.id).toBe('c')
  expect(roomAt(rooms, 'a', -1, any)).toBeUndefined()
  expect(roomAt(rooms, undefined, 1, any)?.id).toBe('a')
  expect(roomAt(rooms, undefined, -1, any)?.id).toBe('c')
})
