/** The app below Electron, against the real server. The engine's process is a thread here, its ports are Node's. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account, Outcome } from '@parley/engine'
import type { CommandId, RoomId } from '@parley/protocol'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDesktop } from './testing/desktop.ts'
import { serverProcess, type ServerProcess } from './testing/server-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-desktop-'))
const desktops: ReturnType<typeof startDesktop>[] = []
let server: ServerProcess

beforeAll(async () => {
  server = await serverProcess(join(dir, 'server'))
  await server.start()
}, 60_000)
afterAll(async () => {
  for (const { supervisor } of desktops) supervisor.stop()
  await server.kill()
  rmSync(dir, { recursive: true, force: true })
})

function desktop(profile: string) {
  const started = startDesktop(join(dir, profile))
  desktops.push(started)
  return started
}
function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.error.sentence)
  return outcome.value
}
/** Signs in as one of the sample people. */
async function signIn({ bridge }: ReturnType<typeof startDesktop>, nth: number): Promise<Account> {
  const { sample } = valueOf(await bridge.checkServer(server.address))
  const { email, password } = sample[nth]!
  return valueOf(await bridge.signIn(server.address, { email, password }))
}
const post = (room: RoomId, text: string) => ({
  command: {
    id: v7() as CommandId,
    body: { kind: 'message.post' as const, room, text, replyTo: null },
  },
  after: [],
})
const timeline = (room: RoomId) => ({
  name: 'timeline' as const,
  args: { room, end: null, limit: 20 },
})
const live = { name: 'status' as const, args: {} }

test('two apps meet in a room; one writes through a killed server and its own restart', async () => {
  const first = desktop('alice')
  expect(await first.bridge.lastAccount()).toBeNull()
  const alice = await signIn(first, 0)
  const other = desktop('bob')
  const here = await first.open(alice)
  const there = await other.open(await signIn(other, 1))

  const rooms = await here.until({ name: 'rooms', args: {} }, ({ rows }) => rows.length > 0)
  const others = await there.until({ name: 'rooms', args: {} }, ({ rows }) => rows.length > 0)
  const room = rooms.rows.find(
    ({ id, contract }) => contract?.status !== 'ended' && others.rows.some((row) => row.id === id),
  )!.id
  const shows = (text: string, kind: string) => (view: { rows: readonly object[] }) =>
    view.rows.some((row) => {
      const { item, delivery } = row as { item?: { text?: string }; delivery?: { kind: string } }
      return item?.text === text && delivery?.kind === kind
    })

  await here.engine.enqueue([post(room, 'while live')])
  await there.until(timeline(room), shows('while live', 'sent'))

  await server.kill()
  await here.until(live, ({ connection }) => connection.kind === 'offline')
  expect(await here.engine.enqueue([post(room, 'while dead')])).toEqual({ stored: true })
  await here.until(timeline(room), shows('while dead', 'queued'))

  // The app ends without a word, and starts again with no server to ask.
  first.supervisor.stop()
  const again = desktop('alice')
  expect(await again.bridge.lastAccount()).toEqual(alice)
  const back = await again.open(alice)
  await back.until(timeline(room), shows('while live', 'sent'))
  await back.until(timeline(room), shows('while dead', 'queued'))

  await server.start()
  await back.engine.connectNow()
  await there.engine.connectNow()
  const seen = await there.until(timeline(room), shows('while dead', 'sent'))
  await back.until(timeline(room), shows('while dead', 'sent'))
  const texts = seen.rows.map((row) => (row.kind === 'message' ? row.item.text : ''))
  expect(texts.filter((text) => text === 'while live')).toHaveLength(1)
  expect(texts.filter((text) => text === 'while dead')).toHaveLength(1)
}, 60_000)

test('the wrong password opens nothing', async () => {
  const { bridge } = desktop('nobody')
  const { sample } = valueOf(await bridge.checkServer(server.address))
  const outcome = await bridge.signIn(server.address, {
    email: sample[0]!.email,
    password: 'wrong',
  })
  expect(outcome.ok ? '' : outcome.error.code).toBe('wrong-credentials')
  expect(await bridge.lastAccount()).toBeNull()
})

test('signing out ends the session on the server and removes the files when asked', async () => {
  const app = desktop('carol')
  const account = await signIn(app, 2)
  const { engine, until } = await app.open(account)
  await until(live, ({ connection }) => connection.kind === 'live')
  const { rows } = await until({ name: 'rooms', args: {} }, (rooms) => rooms.rows.length > 0)
  await engine.saveDraft(rows[0]!.id, { text: 'a draft nobody else may see', replyTo: null })
  const vault = join(dir, 'carol/sign-ins.json')
  const [encrypted] = Object.values(
    JSON.parse(readFileSync(vault, 'utf8')) as Record<string, string>,
  )
  const token = Buffer.from(encrypted!, 'base64').toString()

  await app.bridge.signOut(account, 'discard')

  expect(await app.bridge.lastAccount()).toBeNull()
  expect(readFileSync(vault, 'utf8')).toBe('{}')
  const session = await fetch(`${server.address}/api/v1/session`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(session.status).toBe(401)
  await expect(app.open(account)).rejects.toThrow('nobody signed in')
  expect(readdirSync(join(dir, 'carol/accounts'))).toEqual([])
}, 60_000)

test('two starts of the app cannot hold the same files', async () => {
  const one = desktop('dave')
  const account = await signIn(one, 3)
  await one.open(account)
  await expect(desktop('dave').open(account)).rejects.toThrow('the account is elsewhere')
}, 30_000)
