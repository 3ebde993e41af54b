import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The running server's file as it is now, which is whole while nobody writes: the log beside it holds what is not yet in it. */
export function copyDatabase(from: string, to: string): string {
  mkdirSync(to)
  for (const name of ['parley.sqlite', 'parley.sqlite-wal'])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  return join(to, 'parley.sqlite')
}
