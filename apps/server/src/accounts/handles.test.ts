import { expect, test } from 'vitest'
import { handleSchema } from '@parley/protocol'
import { handlesFor } from './handles.ts'

const first = (name: string, email: string, count = 1) => {
  const handles = handlesFor(name, email)
  return Array.from({ length: count }, () => handles.next().value)
}

test.each([
  ['Alice Jones', 'a@example.com', 'alice.jones'],
  ['  Bob  ', 'b@example.com', 'bob'],
  ['山田 太郎', 'y@example.com', '山田.太郎'],
  ["Zoë O'Neill", 'z@example.com', 'zoë.o.neill'],
  ['!!!', 'carol.smith+work@example.com', 'carol.smith.work'],
  ['!!!', '???', 'person'],
  ['X'.repeat(80), 'x@example.com', 'x'.repeat(26)],
])('%j is called by name', (name, email, handle) => {
  expect(first(name, email)).toEqual([handle])
})

test('people of one name are told apart by a number, and every handle is one', () => {
  const handles = first('Alice', 'a@example.com', 3)
  expect(handles).toEqual(['alice', 'alice2', 'alice3'])
  for (const handle of handles) expect(handleSchema.safeParse(handle).success).toBe(true)
})

test.each(['all', 'here'])('[K9] nobody is called @%s, which calls everyone', (name) => {
  expect(first(name, 'a@example.com', 2)).toEqual([`${name}2`, `${name}3`])
})
