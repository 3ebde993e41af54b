import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyDifference, difference } from './differ.ts'

type Result = {
  rows: { id: string; text: string; tags: string[] }[]
  older: string
  unread: number
}
const anyResult: fc.Arbitrary<Result> = fc.record({
  rows: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      text: fc.constantFrom('x', 'y'),
      tags: fc.array(fc.constantFrom('t', 'u'), { maxLength: 2 }),
    }),
    { selector: (row) => row.id },
  ),
  older: fc.constantFrom('none', 'hole'),
  unread: fc.nat({ max: 2 }),
})

test('applying differences gives each result in turn, and equal results have none', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1 }), (results) => {
      let sent: Result | null = null
      let shown: Result | null = null
      for (const result of results) {
        const change = difference(sent, result)
        if (change) shown = applyDifference<Result>(shown, JSON.parse(JSON.stringify(change)))
        expect(shown).toEqual(result)
        expect(difference(result, structuredClone(result))).toBeNull()
        sent = result
      }
    }),
  )
})

test('only rows that changed travel, and the others stay the same objects', () => {
  const row = (id: string, text: string) => ({ id, text })
  const former = { rows: [row('a', 'x'), row('b', 'x')], unread: 1 }
  const next = { rows: [row('a', 'x'), row('b', 'y')], unread: 1 }
  const change = difference(former, next)
  expect(change).toEqual({ set: [row('b', 'y')] })
  expect(change && applyDifference(former, change).rows[0]).toBe(former.rows[0])
})

test('a result without rows is its fields', () => {
  const change = difference({ draft: null }, { draft: { text: 'a', replyTo: null } })
  expect(change).toEqual({ rest: { draft: { text: 'a', replyTo: null } } })
  expect(change && applyDifference({ draft: null }, change)).toEqual({
    draft: { text: 'a', replyTo: null },
  })
})

test('the first difference is whole, also when there are no rows yet', () => {
  expect(difference(null, { rows: [], older: 'none' })).toEqual({
    rest: { older: 'none' },
    order: [],
  })
})
