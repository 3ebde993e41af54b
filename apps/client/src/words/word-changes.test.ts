import { expect, test } from 'vitest'
import { wordChanges } from './word-changes.ts'

test('[M1] words that came and went are told apart from those that stayed', () => {
  expect(wordChanges('Draft on Monday.', 'Draft on Tuesday.')).toEqual([
    { text: 'Draft on ', what: 'same' },
    { text: 'Monday', what: 'out' },
    { text: 'Tuesday', what: 'in' },
    { text: '.', what: 'same' },
  ])
  expect(wordChanges('as it was', 'as it was')).toEqual([{ text: 'as it was', what: 'same' }])
})

test('whatever the texts, what stayed and went is the one, what stayed and came the other', () => {
  const pairs = [
    ['', 'new'],
    ['gone', ''],
    ['صباح الخير يا أليس', 'مساء الخير يا أليس'],
    ['a  b\n\nc', 'a b\nc'],
    ['漢字かな', '漢字カナ'],
  ] as const
  for (const [before, after] of pairs) {
    const changes = wordChanges(before, after) ?? []
    const without = (what: string) =>
      changes
        .filter((change) => change.what !== what)
        .map(({ text }) => text)
        .join('')
    expect([without('in'), without('out')]).toEqual([before, after])
  }
})
