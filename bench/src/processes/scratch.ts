import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of one run for everything it writes; `remove` takes all of it away. */
export type Scratch = { path(...names: string[]): string; remove(): void }

export function makeScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  return {
    path: (...names) => join(folder, ...names),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
