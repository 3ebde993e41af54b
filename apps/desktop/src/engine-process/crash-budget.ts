/** So many restarts within this time are bad luck; one more is a fault that a restart does not mend. */
const restarts = 3
const withinMs = 60_000

/** Whether to start again after a crash at `now`. */
export function createCrashBudget(): (now: number) => boolean {
  let crashes: number[] = []
  return (now) => {
    crashes = [...crashes.filter((at) => at > now - withinMs), now]
    return crashes.length <= restarts
  }
}
