import type { Bench, RunDeps } from './bench.ts'
import { Children } from './processes/children.ts'
import { makeScratch } from './processes/scratch.ts'
import { asJson, describe } from './report.ts'

export type RunOptions = Pick<RunDeps, 'quick' | 'realData' | 'profile' | 'tell'> & {
  json: boolean
  /** Ends the run early. */
  stop: AbortSignal
  print(line: string): void
}

/** No run takes longer. */
const longestMs = 20 * 60_000

/** Runs one bench and prints what came out. Leaves no process and no file, however it ends; gives the exit code. */
export async function runBench(bench: Bench, options: RunOptions): Promise<number> {
  const children = new Children()
  const scratch = makeScratch()
  const stop = AbortSignal.any([options.stop, AbortSignal.timeout(longestMs)])
  const stopped = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(new Error('the bench was stopped')))
  })
  try {
    const outcome = await Promise.race([bench.run({ ...options, children, scratch }), stopped])
    options.print(describe(bench, outcome))
    if (options.quick)
      options.print('A quick run: it shows that the bench works, not how fast we are.')
    if (options.json) options.print(asJson(bench, outcome))
    return 0
  } catch (error) {
    options.tell(`${bench.name} failed: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  } finally {
    await children.stopAll()
    scratch.remove()
  }
}
