import type { Seq } from '../ids.ts'

/** More than the rooms of one person can differ by between two head checks. */
const personalWeight = 1_000_003

/**
 * One number for where a person's logs stand (SPEC L12): their own, and those of the rooms they are in. Their own weighs more,
 * so that a room lost unheard, which takes its cursor along, never looks like the personal entry that says so.
 */
export function headSum(personal: Seq, rooms: Iterable<Seq>): number {
  let sum = personal * personalWeight
  for (const head of rooms) sum += head
  return sum
}
