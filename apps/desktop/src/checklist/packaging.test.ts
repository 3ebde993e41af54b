import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  flipFuses,
  FuseState,
  FuseV1Options,
  FuseVersion,
  getCurrentFuseWire,
} from '@electron/fuses'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

/** Marks the fuses in a binary; @electron/fuses looks for it, and does not export it. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

const root = join(import.meta.dirname, '../../../..')
const dir = mkdtempSync(join(tmpdir(), 'parley-packaging-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const yaml = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'))
const builderSchema = z.object({
  electronVersion: z.string(),
  directories: z.object({ app: z.literal('apps/desktop') }),
  files: z.array(z.union([z.string(), z.record(z.string(), z.unknown())])),
  asar: z.literal(true),
  npmRebuild: z.literal(false),
  disableIntegrity: z.undefined().optional(),
  electronFuses: z.strictObject({
    runAsNode: z.literal(false),
    enableCookieEncryption: z.literal(true),
    enableNodeOptionsEnvironmentVariable: z.literal(false),
    enableNodeCliInspectArguments: z.literal(false),
    enableEmbeddedAsarIntegrityValidation: z.literal(true),
    onlyLoadAppFromAsar: z.literal(true),
    loadBrowserProcessSpecificV8Snapshot: z.literal(false),
    grantFileProtocolExtraPrivileges: z.literal(false),
  }),
})
const builder = builderSchema.parse(yaml('electron-builder.yml'))
const workspace = z
  .object({ catalog: z.record(z.string(), z.string()) })
  .parse(yaml('pnpm-workspace.yaml'))
const manifest = z
  .object({ main: z.string(), dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'apps/desktop/package.json'), 'utf8')))

describe('[16] Electron’s version', () => {
  /** Fixed in this major and in patches of older ones. Dated 2026-11: a release is supported for three majors. */
  const floors = [
    ['CVE-2022-29257 (updates)', 18],
    ['CVE-2023-29198 (context bridge)', 25],
    ['CVE-2023-44402 (asar integrity)', 27],
    ['CVE-2025-55305 (snapshot tampering)', 38],
    ['oldest supported major', 43],
  ] as const

  test.each(floors)('is past %s', (_what, major) => {
    expect(Number(builder.electronVersion.split('.')[0])).toBeGreaterThanOrEqual(major)
  })

  test('is the one that is type-checked against', () => {
    expect(builder.electronVersion).toBe(workspace.catalog['electron'])
  })
})

test('[19] the configured fuses flip on a real wire, and nothing else changes', async () => {
  const binary = join(dir, 'electron')
  const fuses = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, fuses.length]),
    Buffer.from('1'.repeat(fuses.length)),
  ])
  writeFileSync(binary, Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]))
  const wanted = Object.entries(builder.electronFuses).map(([name, on]) => {
    const fuse = FuseV1Options[upperFirst(name) as keyof typeof FuseV1Options]
    expect(fuse).toBeTypeOf('number')
    return [fuse, on] as const
  })
  await flipFuses(binary, { version: FuseVersion.V1, ...Object.fromEntries(wanted) })
  const now = await getCurrentFuseWire(binary)
  for (const [fuse, on] of wanted) expect(now[fuse]).toBe(on ? FuseState.ENABLE : FuseState.DISABLE)
  expect(now[FuseV1Options.WasmTrapHandlers]).toBe(FuseState.ENABLE)
})

test('[20] only the built app is packed: no source, test, map or secret', () => {
  const own = builder.files.filter((file) => typeof file === 'string' && !file.startsWith('!'))
  expect(own).toEqual(['package.json', 'out/**/*.cjs'])
  const client = builder.files.filter((file) => typeof file !== 'string')
  expect(client).toEqual([
    { from: '../client/dist', to: 'client', filter: ['**/*', '!**/.*', '!**/*.map'] },
  ])
})

test('[20] SQLite is the only package that is not bundled', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3'])
  expect(manifest.main).toBe('out/main/main.cjs')
})

test('[20] SQLite’s binary of this system has the name that packaging keeps, and works', () => {
  const prebuilds = join(root, 'apps/desktop/node_modules/better-sqlite3/prebuilds')
  expect(existsSync(join(prebuilds, `${process.platform}-${process.arch}.node`))).toBe(true)
  expect(new Database(':memory:').prepare('select 1').pluck().get()).toBe(1)
})

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
