import type { PersonId } from '@parley/protocol'
import { beforeEach, expect, test } from 'vitest'
import type { JsonFile } from '../json-file.ts'
import { bookSchema, emptyBook, openAccountBook, type BookContent } from './account-book.ts'

const person = (n: number) => `0190a000-0000-7000-8000-00000000000${n}` as PersonId
const account = (server: string, n: number) => ({
  server,
  person: person(n),
  name: `Person ${n}`,
  handle: `person${n}`,
  email: `person${n}@example.com`,
})
const here = 'https://here.example'
const there = 'https://there.example'

let file: JsonFile<BookContent>
beforeEach(() => {
  let text = JSON.stringify(emptyBook)
  file = {
    read: () => bookSchema.parse(JSON.parse(text)),
    write: (value) => void (text = JSON.stringify(value)),
  }
})

test('nobody is known at first', () => {
  const book = openAccountBook(file)
  expect([book.servers(), book.last()]).toEqual([[], null])
})

test('several servers and people are remembered, the latest first, each once', () => {
  const book = openAccountBook(file)
  book.rememberServer(there)
  book.remember(account(here, 1))
  book.remember(account(there, 1))
  book.remember({ ...account(here, 1), name: 'New Name' })
  const next = openAccountBook(file)
  expect(next.servers()).toEqual([here, there])
  expect(next.last()?.name).toBe('New Name')
  expect(next.find(there, person(1))?.name).toBe('Person 1')
})

test('who signs out is forgotten, the server is not', () => {
  const book = openAccountBook(file)
  book.remember(account(there, 2))
  book.remember(account(here, 1))
  book.forget(account(here, 1))
  expect(book.last()?.person).toBe(person(2))
  expect(book.find(here, person(1))).toBeNull()
  expect(book.servers()).toContain(here)
})

test.each([
  { servers: ['https://here.example/'], accounts: [] },
  { servers: ['javascript:alert(1)'], accounts: [] },
  { servers: [], accounts: [{ ...account(here, 1), person: '../../etc' }] },
  { servers: [], accounts: [{ ...account(here, 1), token: 'x' }] },
])('%j is not taken from a file', (value) => {
  expect(bookSchema.safeParse(value).success).toBe(false)
})
