import type { Seq } from '@parley/protocol'
import type { Range } from '../store/port.ts'

/** Ranges with one more, joined with what it touches or overlaps. Ascending in, ascending out. */
export function withRange(ranges: readonly Range[], added: Range): Range[] {
  if (added.to <= added.from) return [...ranges]
  const below = ranges.filter((range) => range.to < added.from)
  const above = ranges.filter((range) => range.from > added.to)
  const touched = ranges.filter((range) => range.to >= added.from && range.from <= added.to)
  const from = Math.min(added.from, ...touched.map((range) => range.from))
  const to = Math.max(added.to, ...touched.map((range) => range.to))
  return [...below, { from, to }, ...above]
}

/** What of (0, top] no range covers, ascending; top is where the highest range ends. */
export function gapsOf(ranges: readonly Range[]): Range[] {
  return ranges.flatMap((range, index) => {
    const from = ranges[index - 1]?.to ?? 0
    return range.from > from ? [{ from, to: range.from }] : []
  })
}

/** The range that covers the item at `seq`, or null. */
export function rangeAt(ranges: readonly Range[], seq: Seq): Range | null {
  return ranges.find((range) => range.from < seq && seq <= range.to) ?? null
}

/** Where the highest range ends; 0 without any. */
export function topOf(ranges: readonly Range[]): Seq {
  return ranges.at(-1)?.to ?? 0
}

export function overlaps(ranges: readonly Range[], other: Range): boolean {
  if (other.to <= other.from) return false
  return ranges.some((range) => range.from < other.to && other.from < range.to)
}
