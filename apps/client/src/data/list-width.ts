/** Bounds of the list's width, in rem: 220, 272 and 400 px at the usual text size; `narrow` shows faces only. */
export const LIST_WIDTH = { min: 13.75, usual: 17, max: 25, narrow: 3.75 } as const

export function clampWidth(rem: number): number {
  return Math.min(LIST_WIDTH.max, Math.max(LIST_WIDTH.min, rem))
}

/** Drawn to half of its least width, the list folds to faces; drawn out past that, it is whole again. */
export function foldsAt(rem: number): boolean {
  return rem < LIST_WIDTH.min / 2 + LIST_WIDTH.narrow / 2
}
