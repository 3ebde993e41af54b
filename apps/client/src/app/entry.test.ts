import type {
  Account,
  EngineApi,
  EngineEnd,
  Host,
  Opened,
  Outcome,
  ServerInfo,
} from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createFeeds } from '../data/feeds.ts'
import { createEntrance } from './entry.ts'

const alice: Account = {
  server: 'https://chat.example.com',
  person: 'alice' as PersonId,
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.com',
}
const info: ServerInfo = {
  address: alice.server,
  name: 'Parley',
  version: '0.1.0',
  signUp: 'open',
  sample: [],
}
const room = '0190a000-0000-7000-8000-00000000aaaa'
const offline = { ok: false, error: { code: 'offline', sentence: 'No answer.' } } as const

type World = {
  last: Account | null
  fixed: boolean
  server: Outcome<ServerInfo>
  opened: Opened['kind']
  ended: Promise<EngineEnd>
  signIn: Outcome<Account>
  /** The token in the page's address. */
  token: string | null
  lookUp: Outcome<unknown>
  accept: Outcome<unknown>
}

function entrance(world: Partial<World>) {
  const at: World = {
    last: null,
    fixed: true,
    server: { ok: true, value: info },
    opened: 'open',
    ended: new Promise(() => {}),
    signIn: { ok: true, value: alice },
    token: null,
    lookUp: offline,
    accept: { ok: true, value: { room } },
    ...world,
  }
  const asked: string[] = []
  const host: Host = {
    servers: async () => ({ fixed: at.fixed, addresses: [alice.server] }),
    checkServer: async () => {
      asked.push('server')
      return at.server
    },
    lastAccount: async () => at.last,
    signIn: async () => at.signIn,
    signUp: async (_server, { email, invitation }) => {
      asked.push(`sign-up ${email} ${invitation}`)
      return at.signIn
    },
    call: async (_at, { path, body }) => {
      asked.push(`${path.replace('/api/v1/invitations', '')} ${JSON.stringify(body)}`)
      return path.endsWith('accept') ? at.accept : at.lookUp
    },
    openEngine: async () =>
      at.opened === 'open'
        ? { kind: 'open', engine: {} as EngineApi, durable: true, ended: at.ended }
        : { kind: at.opened },
    signOut: async (_account, queue) => void asked.push(`sign-out ${queue}`),
    openExternal: () => {},
    photos: null,
    now: () => 0,
    newId: () => 'id',
    settings: { get: () => undefined, set: () => {} },
  }
  const made = createEntrance({
    host,
    newFeeds: () => createFeeds(() => {}),
    loadRooms: async () => () => null,
    place: {
      invitation: () => at.token,
      go(path) {
        asked.push(`go ${path}`)
        at.token = null
      },
    },
  })
  return { ...made, asked, at, kind: () => made.entry.getState().kind }
}

test('[D4] who was signed in last opens without asking the server anything', async () => {
  const { start, kind, asked } = entrance({ last: alice, server: offline })
  await start()
  expect(kind()).toBe('open')
  expect(asked).toEqual([])
})

test('files held by another tab, or written by a newer build, are said so', async () => {
  const held = entrance({ last: alice, opened: 'elsewhere' })
  await held.start()
  expect(held.kind()).toBe('elsewhere')
  held.at.opened = 'open'
  await held.openAgain()
  expect(held.kind()).toBe('open')
  const newer = entrance({ last: alice, opened: 'newer' })
  await newer.start()
  expect(newer.kind()).toBe('newer')
})

test('in a browser a server that does not answer is said so; the app asks for another address', async () => {
  const browser = entrance({ server: offline })
  await browser.start()
  expect(browser.kind()).toBe('unreachable')
  const app = entrance({ fixed: false, server: offline })
  await app.start()
  expect(app.kind()).toBe('server')
  await app.chooseServer('chat.example.com')
  expect(app.entry.getState()).toMatchObject({ kind: 'server', error: 'No answer.', busy: false })
})

test('[P0] an empty server is set up; wrong credentials stay on the page with their sentence', async () => {
  const empty = entrance({ server: { ok: true, value: { ...info, signUp: 'needs-setup-code' } } })
  await empty.start()
  expect(empty.kind()).toBe('sign-up')
  const wrong = entrance({
    signIn: { ok: false, error: { code: 'wrong-credentials', sentence: 'Not right.' } },
  })
  await wrong.start()
  await wrong.signIn({ email: 'a', password: 'b' })
  expect(wrong.entry.getState()).toMatchObject({
    kind: 'sign-in',
    error: 'Not right.',
    busy: false,
  })
  wrong.at.signIn = { ok: true, value: alice }
  await wrong.signIn({ email: 'a', password: 'b' })
  expect(wrong.kind()).toBe('open')
})

test('an ended session asks the same person again; signing out goes to the sign-in page', async () => {
  const { start, signInAgain, signIn, signOut, kind, entry, asked } = entrance({ last: alice })
  await start()
  await signInAgain()
  expect(entry.getState()).toMatchObject({ kind: 'sign-in', email: alice.email })
  await signIn({ email: 'a', password: 'b' })
  await signOut('keep')
  expect(kind()).toBe('sign-in')
  expect(asked).toContain('sign-out keep')
})

test.each([
  ['newer', 'newer'],
  ['elsewhere', 'elsewhere'],
  ['signed-out', 'sign-in'],
] as const)('an engine that ends as "%s" under the page leaves the rooms', async (how, shown) => {
  const { entry, start } = entrance({ last: alice, ended: Promise.resolve({ kind: how }) })
  const left = new Promise<void>((resolve) =>
    entry.subscribe(({ kind }) => (kind === shown ? resolve() : undefined)),
  )
  await start()
  await left
})

test('an engine that cannot start again says so', async () => {
  const ended = Promise.resolve({ kind: 'broken', cause: new Error('No Worker.') } as const)
  const { entry, start } = entrance({ last: alice, ended })
  const left = new Promise<string>((resolve) =>
    entry.subscribe((state) => (state.kind === 'broken' ? resolve(state.sentence) : undefined)),
  )
  await start()
  expect(await left).toBe('No Worker.')
})

/** What the server says of an invitation for alice. */
const invited = (who: 'nobody' | 'invited' | 'other', hasAccount: boolean) => ({
  ok: true as const,
  value: { for: who, email: alice.email, inviter: 'Bob', roomTitle: 'Site', hasAccount },
})

test('[R4] who has no account signs up by an invitation, for its address, and lands in the room', async () => {
  const made = entrance({ token: 't', lookUp: invited('nobody', false) })
  await made.start()
  expect(made.entry.getState()).toMatchObject({ kind: 'sign-up', email: alice.email })
  await made.signUp({ name: 'Alice', email: alice.email, password: 'p', setupCode: null })
  expect(made.kind()).toBe('open')
  expect(made.asked.slice(2)).toEqual([
    `sign-up ${alice.email} t`,
    '/accept {"token":"t"}',
    `go /r/${room}`,
  ])
})

test('[R4] who has an account signs in, or joins when signed in', async () => {
  const signIn = entrance({ token: 't', lookUp: invited('nobody', true) })
  await signIn.start()
  expect(signIn.kind()).toBe('sign-in')
  await signIn.signIn({ email: alice.email, password: 'p' })
  expect(signIn.asked.at(-1)).toBe(`go /r/${room}`)
  const here = entrance({ token: 't', last: alice, lookUp: invited('invited', true) })
  await here.start()
  expect(here.entry.getState()).toMatchObject({ kind: 'invitation', link: { inviter: 'Bob' } })
  await here.join()
  expect(here.kind()).toBe('open')
})

test('[R4] signed in as somebody else: one may switch, keeping what waits, or go on as who one is', async () => {
  const made = entrance({ token: 't', last: alice, lookUp: invited('other', true) })
  await made.start()
  expect(made.kind()).toBe('invitation')
  made.at.lookUp = invited('nobody', true)
  await made.switchAccount()
  expect(made.asked).toContain('sign-out keep')
  expect(made.kind()).toBe('sign-in')
  const stays = entrance({ token: 't', last: alice, lookUp: invited('other', true) })
  await stays.start()
  await stays.leaveInvitation()
  expect(stays.kind()).toBe('open')
})

test('[R4] an invitation that ended says how, before signing in and after', async () => {
  const error = { code: 'invitation-revoked' as const, sentence: 'Taken back.' }
  const before = entrance({ token: 't', lookUp: { ok: false, error } })
  await before.start()
  expect(before.entry.getState()).toMatchObject({ kind: 'invitation', refused: error })
  await before.leaveInvitation()
  expect(before.kind()).toBe('sign-in')
  const after = entrance({
    token: 't',
    lookUp: invited('nobody', true),
    accept: { ok: false, error },
  })
  await after.start()
  await after.signIn({ email: alice.email, password: 'p' })
  expect(after.entry.getState()).toMatchObject({ kind: 'invitation', refused: error })
  await after.leaveInvitation()
  expect(after.kind()).toBe('open')
})
