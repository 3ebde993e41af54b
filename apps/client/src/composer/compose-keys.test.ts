import { describe, expect, test } from 'vitest'
import { actOfKey, type ComposeSituation, type PressedKey } from './compose-keys.ts'

const key = (name: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key: name,
  shift: false,
  alt: false,
  ctrl: false,
  meta: false,
  composing: false,
  ...more,
})
const plain: ComposeSituation = {
  enterSends: true,
  empty: false,
  completing: false,
  editing: false,
  replying: false,
}

describe('[C3] Enter sends', () => {
  test('bare Enter sends', () => expect(actOfKey(key('Enter'), plain)).toBe('send'))
  test('Alt+Enter and Ctrl+Enter make a new line', () => {
    expect(actOfKey(key('Enter', { alt: true }), plain)).toBe('newLine')
    expect(actOfKey(key('Enter', { ctrl: true }), plain)).toBe('newLine')
  })
  test('Shift+Enter is left to the browser, which makes a new line', () => {
    expect(actOfKey(key('Enter', { shift: true }), plain)).toBeUndefined()
  })
})

describe('[C3] Enter breaks the line', () => {
  const swapped = { ...plain, enterSends: false }
  test('bare Enter is left to the browser', () =>
    expect(actOfKey(key('Enter'), swapped)).toBeUndefined())
  test('Ctrl+Enter and Cmd+Enter send', () => {
    expect(actOfKey(key('Enter', { ctrl: true }), swapped)).toBe('send')
    expect(actOfKey(key('Enter', { meta: true }), swapped)).toBe('send')
  })
})

describe('[C4] Up and Esc', () => {
  test('Up in an empty box edits the last message, and moves the caret in a filled one', () => {
    expect(actOfKey(key('ArrowUp'), { ...plain, empty: true })).toBe('editLast')
    expect(actOfKey(key('ArrowUp'), plain)).toBeUndefined()
  })
  test('Alt+Up belongs to the rooms', () => {
    expect(actOfKey(key('ArrowUp', { alt: true }), { ...plain, empty: true })).toBeUndefined()
  })
  test('Esc closes the completion first, then cancels the edit, then the reply', () => {
    const all = { ...plain, completing: true, editing: true, replying: true }
    expect(actOfKey(key('Escape'), all)).toBe('completionClose')
    expect(actOfKey(key('Escape'), { ...all, completing: false })).toBe('cancelEdit')
    expect(actOfKey(key('Escape'), { ...plain, replying: true })).toBe('cancelReply')
    expect(actOfKey(key('Escape'), plain)).toBeUndefined()
  })
})

test('[C4] while completing, arrows choose and Enter or Tab take', () => {
  const completing = { ...plain, completing: true }
  expect(actOfKey(key('ArrowDown'), completing)).toBe('completionNext')
  expect(actOfKey(key('ArrowUp'), completing)).toBe('completionPrevious')
  expect(actOfKey(key('Enter'), completing)).toBe('completionTake')
  expect(actOfKey(key('Tab'), completing)).toBe('completionTake')
})

test('while an input method composes, every key is its own', () => {
  for (const name of ['Enter', 'ArrowUp', 'ArrowDown', 'Escape', 'Tab']) {
    const pressed = key(name, { composing: true })
    expect(
      actOfKey(pressed, { ...plain, empty: true, completing: true, editing: true }),
    ).toBeUndefined()
  }
})
