import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientDir, root, toolScript } from './places.ts'
import type { Processes } from './processes.ts'
import { StepFailed } from './steps.ts'

const sources = [
  'pnpm-lock.yaml',
  'apps/client/*.{ts,json,html}',
  'apps/client/{src,public}/**/*',
  'packages/*/package.json',
  'packages/*/src/**/*',
]
const notBuilt = /\.test\.tsx?$|playwright\.config\.ts$/

/** Builds the web client into apps/client/dist, unless it was built from exactly these sources. */
export async function buildClient(processes: Processes): Promise<void> {
  const stampFile = join(clientDir, 'dist/.built-from')
  const stamp = hashOfSources()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const { code, output } = await processes.node(
    toolScript('vite'),
    ['build', '--logLevel', 'warn'],
    { cwd: clientDir },
  )
  if (code !== 0) throw new StepFailed(`The web client could not be built:\n${output.trim()}`)
  writeFileSync(stampFile, stamp)
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !notBuilt.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}
