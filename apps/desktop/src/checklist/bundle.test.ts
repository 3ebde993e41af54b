/** What `electron-vite build` makes, read and run: the packaged app has nothing else. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { PersonId } from '@parley/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Supervisor } from '../engine-process/supervisor.ts'
import { forkThread } from '../testing/fork-thread.ts'

const root = join(import.meta.dirname, '../..')
// Inside the package, so that the bundle finds better-sqlite3 as the packaged one does.
const out = mkdtempSync(join(root, 'node_modules/.bundle-test-'))
const profile = mkdtempSync(join(tmpdir(), 'parley-bundle-'))

beforeAll(() => {
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const built = spawnSync(process.execPath, [tool, 'build', '--outDir', out], {
    cwd: root,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(built.stderr)
}, 60_000)
afterAll(() => {
  rmSync(out, { recursive: true, force: true })
  rmSync(profile, { recursive: true, force: true })
})

const filesOf = (entry: string) => readdirSync(join(out, entry)).sort()
const required = (file: string) =>
  [...readFileSync(join(out, file), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(
    ([, name]) => name,
  )

test('[20] there are scripts and no maps', () => {
  const files = [...filesOf('main'), ...filesOf('preload')]
  expect(files).toEqual(expect.arrayContaining(['main.cjs', 'engine-host.cjs', 'preload.cjs']))
  expect(files.filter((file) => !file.endsWith('.cjs'))).toEqual([])
})

test('[25] the preload script is one file that needs Electron alone, as its sandbox demands', () => {
  expect(filesOf('preload')).toEqual(['preload.cjs'])
  expect(required('preload/preload.cjs')).toEqual(['electron'])
})

test('only Electron, Node and SQLite are left to be found at run time', () => {
  const names = filesOf('main').flatMap((file) => required(`main/${file}`))
  const outside = names.filter((name) => !name?.startsWith('node:') && !name?.startsWith('./'))
  expect(new Set(outside)).toEqual(new Set(['better-sqlite3', 'electron']))
  expect(required('main/engine-host.cjs')).not.toContain('electron')
})

test('[24] no bundle evaluates text or writes markup', () => {
  for (const file of [...filesOf('main').map((f) => `main/${f}`), 'preload/preload.cjs']) {
    const code = readFileSync(join(out, file), 'utf8')
    expect(code).not.toMatch(/\beval\(/)
    expect(code).not.toMatch(/innerHTML|insertAdjacentHTML/)
  }
  expect(readFileSync(join(out, 'preload/preload.cjs'), 'utf8')).not.toMatch(/Function\(/)
})

test('the bundled engine host opens an account', async () => {
  const supervisor = new Supervisor({
    fork: forkThread(join(out, 'main/engine-host.cjs')),
    setTimer: () => () => {},
    onCrash: () => {},
  })
  const { port1, port2 } = new MessageChannel()
  const opening = await supervisor.open(
    {
      account: {
        server: 'http://localhost:9',
        person: '0190a000-0000-7000-8000-00000000000a' as PersonId,
        name: 'Alice',
        handle: 'alice',
        email: 'alice@example.com',
      },
      token: null,
      dir: join(profile, 'accounts'),
    },
    port1,
  )
  expect(opening).toEqual({ kind: 'open', durable: true })
  await supervisor.close('keep')
  port2.close()
  supervisor.stop()
}, 30_000)
