import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pino from 'pino'
import type { Lineage, PersonId } from '@parley/protocol'
import type { SessionId } from '../accounts/port.ts'
import { createInProcessBus } from '../bus/in-process.ts'
import { createMemoryFiles } from '../files/memory-files.ts'
import { buildServer, type Server, type ServerParts } from '../server.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import type { Store } from '../store/port.ts'
import { createSqliteStore } from '../store/sqlite/sqlite-store.ts'
import { memoryMailer } from '../mail/memory-mailer.ts'
import { handClock } from './hand-clock.ts'
import { connect, type TestClient } from './test-client.ts'

export const origin = 'http://parley.test'
export const setupCode = 'test-test-test'

/** One sign-up away from everything: an account with its bearer token. */
export type TestPerson = { person: PersonId; token: string; cookie: string; session: SessionId }

type SignedUp = { person: { id: PersonId }; token: string; session: { id: SessionId } }

export type TestServer = {
  server: Server
  clock: ReturnType<typeof handClock>
  accountsDatabase: Database.Database
  port: number
  /** The first one made is administrator. */
  signUp(name: string): Promise<TestPerson>
  /** A socket that has said hello and was welcomed. */
  enter(person: TestPerson): Promise<TestClient>
  request(path: string, init?: RequestInit): Promise<Response>
}

export const memoryStore = (): Store => createMemoryStore(randomUUIDv7() as Lineage)

/** The SQLite adapter on a folder that goes with it. */
export function temporarySqliteStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const store = createSqliteStore({
    file: join(folder, 'parley.sqlite'),
    newLineage: () => randomUUIDv7() as Lineage,
  })
  return {
    ...store,
    close() {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A whole server on a loopback port, on a hand clock; ended by `server.stop()`. */
export async function startTestServer(parts: Partial<ServerParts> = {}): Promise<TestServer> {
  const clock = handClock()
  const accountsDatabase = new Database(':memory:')
  const server = await buildServer({
    store: memoryStore(),
    accountsDatabase,
    secret: 'a secret only of this test, long enough',
    address: { url: origin, origins: [origin] },
    bus: createInProcessBus(),
    clock,
    files: createMemoryFiles(clock),
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    signUp: { open: true, setupCode },
    attemptsPerMinute: 1_000,
    mailer: memoryMailer(),
    allowPrivateWebhooks: true,
    storage: async () => ({ databaseBytes: 1_000, freeBytes: null, backupAt: null }),
    sampleSignIns: [],
    passwordCost: { memory: 8, passes: 1, parallelism: 1 },
    webClientFolder: null,
    trustProxy: false,
    schedule: setImmediate,
    defer: process.nextTick,
    ...parts,
  })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as AddressInfo
  const request = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, init)

  async function signUp(name: string): Promise<TestPerson> {
    const email = `${name}@example.com`
    const made = await post(request, '/api/v1/sign-up', {
      name,
      email,
      password,
      setupCode,
      keep: 'token',
    })
    if (made.status !== 200) throw new Error(await made.text())
    const { person, token, session } = (await made.json()) as SignedUp
    const kept = await post(request, '/api/v1/sign-in', { email, password })
    const cookie = kept.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return { person: person.id, token, cookie, session: session.id }
  }

  return {
    server,
    clock,
    accountsDatabase,
    port,
    signUp,
    async enter({ token }) {
      const client = await connect(port)
      client.hello({ token })
      await client.next('welcome')
      return client
    },
    request,
  }
}

export const password = 'correct horse'

export const post = (request: TestServer['request'], path: string, body: object, headers = {}) =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
