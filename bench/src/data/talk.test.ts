import { expect, test } from 'vitest'
import { median, quantile } from '../measure/figures.ts'
import { messageOfBytes, talk, type Said } from './talk.ts'

function said(count: number, seed = 1): Said[] {
  const shape = { seed, rooms: 50, authors: 200, startAt: 1_700_000_000_000 }
  const messages: Said[] = []
  for (const message of talk(shape)) if (messages.push(message) === count) return messages
  return messages
}

test('the same seed says the same, another seed something else', () => {
  expect(said(200)).toEqual(said(200))
  expect(said(200)).not.toEqual(said(200, 2))
})

test('lengths are those of talk: mostly short, a few long', () => {
  const lengths = said(20_000).map(({ text }) => text.length)
  expect(median(lengths)).toBeGreaterThan(40)
  expect(median(lengths)).toBeLessThan(90)
  expect(quantile(lengths, 0.99)).toBeGreaterThan(500)
})

test('every room and author stays in its bounds, and the first are the busiest', () => {
  const messages = said(20_000)
  const inRoom = (room: number) => messages.filter((message) => message.room === room).length
  expect(new Set(messages.map(({ room }) => room)).size).toBe(50)
  expect(Math.max(...messages.map(({ author }) => author))).toBeLessThan(200)
  expect(inRoom(0)).toBeGreaterThan(3 * inRoom(20))
})

test('several scripts are spoken, and time only goes on', () => {
  const messages = said(2_000)
  const all = messages.map(({ text }) => text).join('')
  expect(all).toMatch(/\p{Script=Cyrillic}/u)
  expect(all).toMatch(/\p{Script=Arabic}/u)
  expect(all).toMatch(/\p{Script=Hiragana}/u)
  messages.forEach(({ at }, index) => expect(at).toBeGreaterThan(messages[index - 1]?.at ?? 0))
})

test('a message of so many bytes has exactly those', () => {
  expect(Buffer.byteLength(messageOfBytes(120))).toBe(120)
})
