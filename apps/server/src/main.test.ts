import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
let root: string
let port: number
let started: ChildProcess[]

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'parley-main-'))
  port = await freePort()
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port: free } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return free
}

function run(...options: string[]) {
  const child = spawn(process.execPath, [main, ...options])
  started.push(child)
  let out = ''
  let err = ''
  let heard = () => {}
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
    heard()
  })
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  )
  const ready = new Promise<string>((resolve, reject) => {
    heard = () => out.includes('is ready at') && resolve(out)
    void ended.then((end) => reject(new Error(end.err)))
  })
  ready.catch(() => {})
  return { child, ended, ready }
}

test('it says where it is ready, and stops on SIGTERM', { timeout: 60_000 }, async () => {
  const { child, ended, ready } = run('--port', String(port), '--data', join(root, 'data'))
  expect(await ready).toMatch(new RegExp(`^Parley is ready at http://localhost:${port}\\n`))
  const answer = await fetch(`http://localhost:${port}/api/v1/server`)
  expect(await answer.json()).toMatchObject({ name: 'Parley', signUp: { needsSetupCode: true } })
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0, err: '' })
})

test(
  'a folder in use and a taken port are one sentence each; kill -9 frees both',
  { timeout: 60_000 },
  async () => {
    const data = join(root, 'data')
    const first = run('--port', String(port), '--data', data)
    await first.ready
    const sameFolder = await run('--port', String(await freePort()), '--data', data).ended
    expect(sameFolder).toMatchObject({ code: 1, out: '' })
    const holder = `The data folder ${data} is in use by another Parley process (${first.child.pid}).\n`
    expect(sameFolder.err).toBe(holder)
    const samePort = await run('--port', String(port), '--data', join(root, 'other')).ended
    expect(samePort).toMatchObject({ code: 1, out: '' })
    expect(samePort.err).toBe(`Port ${port} is taken. Choose another with --port.\n`)
    first.child.kill('SIGKILL')
    await first.ended
    expect(await run('--port', String(port), '--data', data).ready).toContain('is ready at')
  },
)

test('sample passwords and other machines do not go together', { timeout: 60_000 }, async () => {
  const data = join(root, 'data')
  const { code, out, err } = await run(
    '--port',
    String(port),
    '--data',
    data,
    '--sample',
    '--host',
    '0.0.0.0',
  ).ended
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(/^Everyone knows the sample passwords.*\n$/)
})
