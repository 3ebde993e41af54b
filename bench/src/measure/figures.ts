/** The middle value; the mean of the two in the middle when there are as many on each side. Throws for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which the share `q` (0 to 1) of the values lie, straight between the two nearest. Throws for none. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new Error('nothing was measured')
  const sorted = Float64Array.from(values).sort()
  const place = (sorted.length - 1) * q
  const below = Math.floor(place)
  const low = sorted[below] ?? 0
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (high - low) * (place - below)
}

/** How far the runs lie apart, as a share of their median; 0 for a single one. */
export function spread(values: readonly number[]): number {
  const middle = median(values)
  return middle === 0 ? 0 : (Math.max(...values) - Math.min(...values)) / middle
}

/** How many times the floor ours is, of medians. */
export function ratioOf(ours: readonly number[], floor: readonly number[]): number {
  return median(ours) / median(floor)
}
