import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'
import { root } from './places.ts'
import type { Processes } from './processes.ts'
import { StepFailed } from './steps.ts'

/**
 * A patch in the work tree, and the way back. The files are kept as they were read, so that undoing needs no git, works in a
 * signal handler and cannot half succeed.
 */
export class Mutation {
  readonly #mutant: Mutant
  readonly #originals: ReadonlyMap<string, Buffer>

  constructor(mutant: Mutant) {
    this.#mutant = mutant
    this.#originals = new Map(
      mutant.targets.map((target) => [target, readFileSync(join(root, target))]),
    )
  }

  /** Throws StepFailed when a file it would change has changes of its own, or the patch no longer fits. */
  async apply(processes: Processes): Promise<void> {
    const { name, targets } = this.#mutant
    const git = (...args: string[]) => processes.run('git', args, { cwd: root })
    const dirty = (await git('status', '--porcelain', '--', ...targets)).output.trim()
    if (dirty)
      throw new StepFailed(
        `The mutant ${name} would change files that are not committed:\n${dirty}`,
      )
    const { code, output } = await git('apply', '--', `scripts/mutants/${name}.patch`)
    if (code !== 0)
      throw new StepFailed(`The mutant ${name} no longer fits the code: ${output.trim()}`)
  }

  /** Puts the files back as they were read, applied or not. */
  undo(): void {
    for (const [target, bytes] of this.#originals) writeFileSync(join(root, target), bytes)
  }
}
