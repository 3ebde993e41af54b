/** The directions in which packages import each other, as a table, and the reading of files against it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Direction = { folder: string; ours: string[]; never: RegExp[] }

const node = /^node:/
const electron = /^electron(\/|$)/
const react = /^react(-dom)?(\/|$)/
const native = /^better-sqlite3$/
const wasm = /^@sqlite\.org\//
const sql = /^(better-sqlite3|drizzle-orm|@sqlite\.org)(\/|$)/

/** The longest folder that holds a file decides. `ours` are the workspace packages it may import. */
const directions: Direction[] = [
  { folder: 'packages/protocol/src', ours: [], never: [node, electron, react, sql] },
  { folder: 'packages/markup/src', ours: [], never: [node, electron, react, sql] },
  {
    folder: 'packages/engine/src',
    ours: ['protocol', 'markup'],
    never: [node, electron, react, sql],
  },
  {
    folder: 'packages/store/src',
    ours: ['engine', 'protocol'],
    never: [node, electron, react, native, wasm],
  },
  {
    folder: 'packages/store/src/native',
    ours: ['engine', 'protocol'],
    never: [electron, react, wasm],
  },
  {
    folder: 'packages/store/src/wasm',
    ours: ['engine', 'protocol'],
    never: [node, electron, react, native],
  },
  {
    folder: 'apps/client/src',
    ours: ['engine', 'calls', 'markup', 'protocol'],
    never: [node, electron, sql],
  },
  {
    folder: 'apps/client/src/worker',
    ours: ['engine', 'store/wasm', 'protocol'],
    never: [node, electron, react, sql],
  },
  { folder: 'apps/desktop/src', ours: ['engine', 'store/native', 'protocol'], never: [react] },
  { folder: 'apps/server/src', ours: ['protocol', 'markup'], never: [electron, react] },
  {
    folder: 'bench/src',
    ours: ['engine', 'store', 'markup', 'protocol'],
    never: [electron, react],
  },
]

/** Test code may take any of our packages (the server's tests use the engine as a peer), never another app, never electron. */
const testCode = /\.(test|fixture)\.tsx?$|\/(testing|contract|convergence|e2e)\//
const apps = /^@parley\/(server|client|desktop|bench)(\/|$)/
const intoAnotherPackage = /^\.\.?\/(.*\/)?(packages|apps|bench)\//

/** The imports of `file` (a path from the root, with slashes) that its folder forbids. */
export function forbiddenImports(file: string, source: string): string[] {
  const direction = directions
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0]
  if (!direction) return []
  const forbidden = testCode.test(file)
    ? forbiddenInTests
    : (name: string, typesOnly: boolean) => isForbidden(direction, name, typesOnly)
  return importsOf(source)
    .filter(({ name, typesOnly }) => forbidden(name, typesOnly) || intoAnotherPackage.test(name))
    .map(({ name }) => name)
}

function forbiddenInTests(name: string): boolean {
  return apps.test(name) || electron.test(name)
}

/** Types of an outside package are free: nothing of it is loaded. */
function isForbidden({ ours, never }: Direction, name: string, typesOnly: boolean): boolean {
  if (name.startsWith('@parley/')) {
    return !ours.some((allowed) => `${name}/`.startsWith(`@parley/${allowed}/`))
  }
  return !typesOnly && never.some((pattern) => pattern.test(name))
}

function importsOf(source: string): { name: string; typesOnly: boolean }[] {
  const statements = source.matchAll(
    /^\s*(?:import|export)\b(\s+type\b)?[^'"`;]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  )
  return [...statements].map(([, type, named, called]) => ({
    name: named ?? called ?? '',
    typesOnly: type !== undefined,
  }))
}

/** One line for each import in the source tree under `root` that goes against the table. */
export function wrongDirections(root: string): string[] {
  const files = globSync(['{apps,packages}/*/src/**/*.{ts,tsx}', 'bench/src/**/*.ts'], {
    cwd: root,
  })
  return files.flatMap((file) => {
    const path = file.replaceAll('\\', '/')
    const source = readFileSync(join(root, file), 'utf8')
    return forbiddenImports(path, source).map((name) => `${path} may not import ${name}`)
  })
}
