/** A failure the person at the terminal can act on: its message is one sentence, shown without a stack. */
export class StepFailed extends Error {}

/** Does the work and prints its name and the time it took, in seconds. */
export async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${name.padEnd(14)} ${seconds} s\n`)
  return result
}

/** What a failed script says: the sentence of a StepFailed, everything of a bug. */
export function complaint(error: unknown): string {
  if (error instanceof StepFailed) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
