import { spread } from './figures.ts'

/** What a ratio has to reach. `best` says which way is better; past `limit` it may not be shipped. */
export type Goal = { best: 'low' | 'high'; goal: number; limit: number }

export type Verdict = {
  stands: 'within the goal' | 'past the goal' | 'not shippable'
  /** Why the machine was too noisy to tell, or null. */
  noise: string | null
}

/** The floor does the same work each time: when its own runs differ by more, something else was running. */
const quiet = 0.25

/**
 * Judges a ratio. Noise only counts where it could turn the verdict: a ratio farther from the line than the floor's own runs lie
 * apart stands, however noisy the machine was.
 */
export function judge(
  ratio: number,
  { best, goal, limit }: Goal,
  floorRuns: readonly number[],
): Verdict {
  const past = (line: number) => (best === 'low' ? ratio > line : ratio < line)
  const stands = past(limit) ? 'not shippable' : past(goal) ? 'past the goal' : 'within the goal'
  const apart = spread(floorRuns)
  const near = [goal, limit].some((line) => Math.abs(ratio - line) <= apart * line)
  const noise =
    apart > quiet && near
      ? `too noisy to tell: the floor's own runs lie ${percent(apart)} apart`
      : null
  return { stands, noise }
}

/** Above this share of one core a process that runs JavaScript on one thread has nothing left. */
const saturated = 0.95

/** Says that the load generator, not the server, set the pace; null when it did not. */
export function bottleneck(cpuShares: readonly number[]): string | null {
  const highest = Math.max(0, ...cpuShares)
  return highest > saturated
    ? `the load generator was the bottleneck (${percent(highest)} of a core): times and throughput are its own`
    : null
}

export const percent = (share: number) => `${Math.round(share * 100)} %`
