import type { HoleCount, Seq } from '@parley/protocol'
import type { Hole, Range } from '../store/port.ts'
import { gapsOf } from './ranges.ts'

const none: HoleCount = { unread: 0, mentions: 0 }

/**
 * The holes between `ranges`, each with what is left of its former count after `cached` of it came into the cache. Of a hole
 * that split, the upper part takes it all until the lower one is counted (`settled`, `relieved`).
 */
export function reshaped(
  former: readonly Hole[],
  ranges: readonly Range[],
  cached: (within: Range) => HoleCount,
): Hole[] {
  const gaps = gapsOf(ranges)
  const counts = new Map<Seq, HoleCount>()
  for (const hole of former) {
    const pieces = gaps.filter((gap) => gap.from >= hole.from && gap.to <= hole.to)
    const top = pieces.at(-1)
    if (!top) continue
    const whole = pieces.length === 1 && top.from === hole.from && top.to === hole.to
    counts.set(top.to, whole ? hole.count : less(hole.count, cached(hole)))
  }
  return gaps.map((gap) => ({ ...gap, count: counts.get(gap.to) ?? none }))
}

/**
 * The holes after the server told `total`: what is unread at or below `edge`, `cached` of which the cache holds. The difference
 * lies in the holes below; what the lower ones are known to hold is theirs, the rest is the topmost one's.
 */
export function settled(
  holes: readonly Hole[],
  told: { edge: Seq; total: HoleCount; cached: HoleCount; readUpTo: Seq },
): Hole[] {
  const top = holes.findLast((hole) => hole.to <= told.edge)
  let rest = less(told.total, told.cached)
  return holes.map((hole) => {
    if (hole.to <= told.readUpTo) return { ...hole, count: none }
    if (hole.to > told.edge) return hole
    const count = hole === top ? rest : atMost(hole.count, rest)
    rest = less(rest, count)
    return { ...hole, count }
  })
}

/** The holes of which `page` split one, once the lower part's own count is known: the upper one had taken that, too. */
export function relieved(former: readonly Hole[], holes: readonly Hole[], page: Range): Hole[] {
  const isSplit = former.some((hole) => hole.from < page.from && hole.to > page.to)
  const lower = isSplit ? holes.find((hole) => hole.to === page.from) : undefined
  return holes.map((hole) =>
    lower && hole.from === page.to ? { ...hole, count: less(hole.count, lower.count) } : hole,
  )
}

/** What the holes past `readUpTo` hold together. */
export function countOf(holes: readonly Hole[], readUpTo: Seq): HoleCount {
  return holes
    .filter((hole) => hole.to > readUpTo)
    .reduce(
      (sum, { count }) => ({
        unread: sum.unread + count.unread,
        mentions: sum.mentions + count.mentions,
      }),
      none,
    )
}

function less(count: HoleCount, taken: HoleCount): HoleCount {
  return {
    unread: Math.max(0, count.unread - taken.unread),
    mentions: Math.max(0, count.mentions - taken.mentions),
  }
}

function atMost(count: HoleCount, bound: HoleCount): HoleCount {
  return {
    unread: Math.min(count.unread, bound.unread),
    mentions: Math.min(count.mentions, bound.mentions),
  }
}
