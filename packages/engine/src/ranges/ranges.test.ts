import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Range } from '../store/port.ts'
import { relieved, reshaped, settled } from './holes.ts'
import { gapsOf, overlaps, rangeAt, topOf, withRange } from './ranges.ts'

const anyRange = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 12 }))
  .map(([from, length]): Range => ({ from, to: from + length }))
const anyRanges = fc.array(anyRange, { maxLength: 12 })
const joined = (added: readonly Range[]) => added.reduce<Range[]>(withRange, [])
const seqs = (ranges: readonly Range[]) =>
  new Set(
    ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i + 1)),
  )

test('[L8] ranges hold exactly what was put in, ascending, and neither touch nor overlap', () => {
  fc.assert(
    fc.property(anyRanges, (added) => {
      const ranges = joined(added)
      expect(seqs(ranges)).toEqual(new Set([...seqs(added)].toSorted((a, b) => a - b)))
      ranges.forEach((range, index) => {
        expect(range.to).toBeGreaterThan(range.from)
        const below = ranges[index - 1]
        if (below) expect(range.from).toBeGreaterThan(below.to)
      })
    }),
  )
})

test('[L8] ranges and the gaps between them cover everything up to the top once', () => {
  fc.assert(
    fc.property(anyRanges, (added) => {
      const ranges = joined(added)
      const all = [...seqs(ranges), ...seqs(gapsOf(ranges))].toSorted((a, b) => a - b)
      expect(all).toEqual(Array.from({ length: topOf(ranges) }, (_, index) => index + 1))
    }),
  )
})

test('a sequence is in the range that holds it', () => {
  fc.assert(
    fc.property(anyRanges, fc.nat({ max: 80 }), anyRange, (added, seq, other) => {
      const ranges = joined(added)
      expect(rangeAt(ranges, seq) !== null).toBe(seqs(ranges).has(seq))
      const shared = [...seqs([other])].some((each) => seqs(ranges).has(each))
      expect(overlaps(ranges, other)).toBe(shared)
    }),
  )
})

test('[L8] holes keep what is left of their counts, and a count of the room settles them', () => {
  fc.assert(
    fc.property(
      anyRanges,
      anyRange,
      fc.array(fc.boolean(), { minLength: 90, maxLength: 90 }),
      (added, more, unread) => {
        const count = (within: Range, inside: ReadonlySet<number>) => ({
          unread: [...seqs([within])].filter((seq) => unread[seq] && inside.has(seq)).length,
          mentions: 0,
        })
        const before = joined(added)
        const everything = seqs([{ from: 0, to: 90 }])
        const holes = gapsOf(before).map((gap) => ({ ...gap, count: count(gap, everything) }))
        const after = withRange(before, more)
        const next = reshaped(holes, after, (within) => count(within, seqs(after)))
        expect(next.map(({ from, to }) => ({ from, to }))).toEqual(gapsOf(after))
        const edge = topOf(after)
        const whole = settled(next, {
          edge,
          total: count({ from: 0, to: edge }, everything),
          cached: count({ from: 0, to: edge }, seqs(after)),
          readUpTo: 0,
        })
        const sum = whole.reduce((total, hole) => total + hole.count.unread, 0)
        expect(sum).toBe(
          gapsOf(after).reduce((total, gap) => total + count(gap, everything).unread, 0),
        )
      },
    ),
  )
})

test('[E14] a page in the middle of a hole leaves each part its own count', () => {
  const count = (unread: number) => ({ unread, mentions: 0 })
  const former = [{ from: 0, to: 13, count: count(12) }]
  const page = { from: 3, to: 7 }
  const split = reshaped(former, [page, { from: 13, to: 16 }], () => count(4))
  const told = { edge: 3, total: count(2), cached: count(0), readUpTo: 0 }
  expect(relieved(former, settled(split, told), page)).toEqual([
    { from: 0, to: 3, count: count(2) },
    { from: 7, to: 13, count: count(6) },
  ])
})
