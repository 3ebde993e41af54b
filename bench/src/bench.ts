import type { Goal } from './measure/verdict.ts'
import type { Children } from './processes/children.ts'
import type { Scratch } from './processes/scratch.ts'

/** A measured value with its unit in the name: `p99Ms`, `cpuUsADelivery`. */
export type Figures = Record<string, number>

export type Outcome = {
  ratio: number
  ours: Figures
  floor: Figures
  /** What each run of the floor gave, in one unit: the same work each time, so it tells how quiet the machine was. */
  floorRuns: number[]
  /** Further lines under the table: other ratios with their goals, what was the bottleneck. */
  remarks: string[]
}

export type RunDeps = {
  children: Children
  scratch: Scratch
  /** A smoke run: too short to judge by. */
  quick: boolean
  /** Folder with real talk instead of generated, or null. */
  realData: string | null
  /** Folder for a CPU profile of our server, or null. */
  profile: string | null
  /** One line about what happens now. */
  tell(line: string): void
}

export type Bench = {
  name: string
  work: string
  against: string
  ratioOf: string
  goal: Goal
  run(deps: RunDeps): Promise<Outcome>
}
