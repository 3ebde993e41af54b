/** Bounds of the list's width, in rem: 220, 272 and 400 px at the usual text size. */
export const LIST_WIDTH = { min: 13.75, usual: 17, max: 25 } as const

export function clampWidth(rem: number): number {
  return Math.min(LIST_WIDTH.max, Math.max(LIST_WIDTH.min, rem))
}
