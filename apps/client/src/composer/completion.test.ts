import { expect, test } from 'vitest'
import { complete, completionAt } from './completion.ts'

const at = (text: string) => completionAt(text, text.length)

test('[M4] a handle is completed at the start, after a space, after a bracket', () => {
  expect(at('@me')).toMatchObject({ kind: 'mention', letters: 'me', from: 0, to: 3 })
  expect(at('hi @')).toMatchObject({ kind: 'mention', letters: '', from: 3 })
  expect(at('(@mei')).toMatchObject({ kind: 'mention', letters: 'mei', from: 1 })
})

test('[M4] an e-mail address names nobody', () => expect(at('bob@example')).toBeUndefined())

test('[C2] an emoji name is completed from its second letter on', () => {
  expect(at('well :ta')).toMatchObject({ kind: 'emoji', letters: 'ta', from: 5, to: 8 })
  expect(at('well :t')).toBeUndefined()
  expect(at('at 9:30')).toBeUndefined()
})

test('[C1] nothing is completed inside code', () => {
  expect(at('`@me')).toBeUndefined()
  expect(at('```\n@me')).toBeUndefined()
  expect(at('`x` @me')).toBeDefined()
})

test('the answer takes the place of what was typed, with one space after it', () => {
  const query = { kind: 'mention', letters: 'me', from: 3, to: 6 } as const
  expect(complete('hi @me', query, '@mei')).toEqual({ text: 'hi @mei ', caret: 8 })
  expect(complete('hi @me there', query, '@mei')).toEqual({ text: 'hi @mei there', caret: 8 })
})
