import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { limits } from '@parley/protocol'
import type { Database } from 'better-sqlite3'
import type { WebSocket } from 'ws'
import { openAccounts } from './accounts/accounts.ts'
import type { Argon2Cost } from './accounts/passwords.ts'
import { createPasswords } from './accounts/passwords.ts'
import { ensurePerson } from './accounts/people.ts'
import type { Accounts } from './accounts/port.ts'
import { createSignUp } from './accounts/sign-up.ts'
import type { Bus } from './bus/port.ts'
import type { Clock } from './clock.ts'
import { createDueHandlers } from './due/kinds.ts'
import { DueLoop } from './due/due-loop.ts'
import type { StorageState } from './http/admin/health-routes.ts'
import { buildApp } from './http/app.ts'
import { openInvitations } from './invitations/open-invitations.ts'
import type { Mailer } from './mail/port.ts'
import { createMetrics } from './http/metrics.ts'
import type { Address } from './http/origins.ts'
import { openFirstAnswers } from './marketplace/first-answers.ts'
import { openServiceRooms } from './marketplace/service-rooms.ts'
import type { SampleDeps, SampleSignIn } from './sample/port.ts'
import { openSettings } from './settings/server-settings.ts'
import { createPhotoMaker } from './files/photo-maker.ts'
import type { FileStore } from './files/port.ts'
import { createSweeper, type Sweeper } from './files/sweeper.ts'
import { createGroupCommit } from './store/group-commit.ts'
import type { ServiceTokens } from './service-tokens/port.ts'
import { openServiceTokens } from './service-tokens/service-tokens.ts'
import type { Store } from './store/port.ts'
import { WebhookDispatcher } from './webhooks/dispatcher.ts'
import type { WebhookId } from './webhooks/port.ts'
import { createSafePost } from './webhooks/safe-post.ts'
import { webhookSecret } from './webhooks/signature.ts'
import { openWebhookTable } from './webhooks/webhook-table.ts'
import { createWebhooks } from './webhooks/webhooks.ts'
import { newSyncCounters } from './sync/counters.ts'
import { Hub } from './sync/hub.ts'
import { Looks } from './sync/looks.ts'
import { PersonRates } from './sync/person-rates.ts'
import { Flush } from './sync/raw-socket.ts'
import { watchSessions } from './sync/session-watch.ts'

export type ServerParts = {
  store: Store
  /** Better-auth's own file, open. */
  accountsDatabase: Database
  secret: string
  address: Address
  bus: Bus
  /** The bytes of files; what is known of them stands in the store. */
  files: FileStore
  clock: Clock
  log: FastifyBaseLogger
  version: string
  /** `open: false` closes sign-up whatever the administrators set. */
  signUp: { open: boolean; setupCode: string }
  attemptsPerMinute: number
  /** Taken over: closed with the server. */
  mailer: Mailer
  /** Webhooks may go over http and to addresses of this machine and its network. */
  allowPrivateWebhooks: boolean
  sampleSignIns: readonly SampleSignIn[]
  passwordCost?: Argon2Cost
  /** What the machine says of the data folder. */
  storage(): Promise<StorageState>
  webClientFolder: string | null
  trustProxy: boolean
  /** `setImmediate` and `process.nextTick`: after the events of this phase, and after the promises of this turn. */
  schedule(run: () => void): void
  defer(run: () => void): void
}

export type Server = {
  app: FastifyInstance
  sweeper: Pick<Sweeper, 'sweep' | 'hold'>
  accounts: Accounts
  sample: SampleDeps
  tokens: ServiceTokens
  /** Ends sockets, requests and commits, in that order, then closes the databases. Once. */
  stop(): Promise<void>
}

/** Handles and addresses are found exactly or not at all; this keeps lists from being tried. */
const findRate = { burst: 20, perSecond: 0.5 }

/** Invitations one person may send, and questions one address may ask about the links it holds. */
const makeRate = { burst: 20, perSecond: 1 / 30 }
const askRate = { burst: 30, perSecond: 0.5 }
/** Photo, name, status: a handful in a row, then one every ten seconds. */
const profileRate = { burst: 20, perSecond: 0.1 }

/** Photos one person may send: each is decoded. */
const uploadRate = { burst: 10, perSecond: 1 / 20 }

/** Clients get this long to hear that the server stops and to close their side. */
const farewellMs = 500

/** All parts put together; nothing listens yet. Takes over the store and the accounts' database. */
export async function buildServer(parts: ServerParts): Promise<Server> {
  const { store, bus, clock, log } = parts
  const { read } = store
  const counters = newSyncCounters()
  const hub = new Hub({ read, counters })
  const looks = new Looks({ hub, read })
  hub.listen(looks)
  const tokens = openServiceTokens(parts.accountsDatabase, clock)
  const rooms = openServiceRooms(parts.accountsDatabase, read)
  const webhookTable = openWebhookTable(parts.accountsDatabase)
  const secretOf = (webhook: WebhookId) => webhookSecret(parts.secret, webhook)
  const dispatcher = new WebhookDispatcher({
    table: webhookTable,
    read,
    rooms,
    services: tokens.services,
    post: createSafePost({ allowPrivate: parts.allowPrivateWebhooks }),
    secretOf,
    urlOf: (room) => `${parts.address.url}/r/${room}`,
    clock,
    chance: Math.random,
    onFault: (cause) => log.error({ err: cause }, 'a webhook could not be told'),
  })
  const commit = createGroupCommit(store, {
    schedule: parts.schedule,
    onCommitted: ({ committed }) => {
      hub.deliver(committed)
      dispatcher.committed(committed.appended)
      due.wake(committed.nextDueAt)
    },
    onFailed: (error) => log.error({ err: error }, 'a batch could not be stored'),
  })
  const due = new DueLoop({
    read,
    submit: commit.submit,
    clock,
    handlers: createDueHandlers({ submit: commit.submit, clock }),
    onFault: (error, work) =>
      log.error({ err: error, kind: work?.kind, attempts: work?.attempts }, 'due work failed'),
  })
  const accounts = await openAccounts({
    database: parts.accountsDatabase,
    secret: parts.secret,
    url: parts.address.url,
    origins: parts.address.origins,
    passwords: createPasswords(parts.passwordCost),
    attempts: { perMinute: parts.attemptsPerMinute },
    onError: (name) => log.error({ name }, 'the accounts failed'),
    clock,
    onEnded: (sessions) => bus.publish({ kind: 'sessions.ended', sessions }),
  })
  const people = { read, submit: commit.submit, clock }
  const settings = openSettings(parts.accountsDatabase)
  const { invitations, ...post } = openInvitations({
    database: parts.accountsDatabase,
    accounts,
    read,
    submit: commit.submit,
    clock,
    mailer: parts.mailer,
    url: parts.address.url,
    onError: (cause) => log.error({ err: cause }, 'invitations could not be sent'),
  })
  post.start()
  const sweeper = createSweeper({
    files: parts.files,
    read,
    submit: commit.submit,
    clock,
    onFault: (cause) => log.error({ err: cause }, 'files could not be swept'),
  })
  const stopWebhooks = dispatcher.start()
  const unwatch = watchSessions({ hub, accounts, bus, clock })
  due.start()
  let stopping = false

  const app = await buildApp({
    accounts,
    people,
    signUp: createSignUp({
      accounts,
      people,
      rules: {
        setupCode: parts.signUp.setupCode,
        invitationRefusal: (token, email) => invitations.refusalOf(token, email),
        isOpen: () => parts.signUp.open && settings.read().signUp === 'open',
      },
    }),
    read,
    invitations,
    invitationRates: {
      makes: new PersonRates(makeRate),
      asks: new PersonRates(askRate),
    },
    clock,
    settings,
    signUpForcedClosed: !parts.signUp.open,
    startedAt: clock.now(),
    load: () => ({
      sockets: counters.sockets,
      commands: commit.waiting(),
      webhooks: dispatcher.waiting(),
    }),
    storage: parts.storage,
    tokens,
    marketplace: { read, accounts, people, invitations, clock, rooms },
    webhooks: createWebhooks({
      table: webhookTable,
      dispatcher,
      rooms,
      read,
      services: tokens.services,
      secretOf,
      allowPrivate: parts.allowPrivateWebhooks,
      clock,
    }),
    firstAnswers: openFirstAnswers(parts.accountsDatabase),
    sync: {
      hub,
      looks,
      read,
      clock,
      counters,
      finds: new PersonRates(findRate),
      profileChanges: new PersonRates(profileRate),
      sizes: limits,
      submit: commit.submit,
      sessionOfToken: async (token) => (await accounts.sessionOf({ token }))?.session ?? null,
      sessionOfCookie: async (cookie) =>
        (await accounts.sessionOf({ cookie }, 'untouched'))?.session ?? null,
      onError: (what, cause) => log.error({ err: cause }, what),
      lineage: store.lineage,
      flush: new Flush(parts.defer),
    },
    files: parts.files,
    makePhoto: createPhotoMaker(),
    uploads: new PersonRates(uploadRate),
    metrics: createMetrics(counters, commit.waiting),
    isReady: () => !stopping,
    address: parts.address,
    version: parts.version,
    sampleSignIns: parts.sampleSignIns,
    webClientFolder: parts.webClientFolder,
    log,
    trustProxy: parts.trustProxy,
  })

  return {
    app,
    sweeper,
    accounts,
    tokens,
    sample: {
      async createAccount({ handle, timeZone, ...account }) {
        const administrator = accounts.count() === 0
        const person =
          accounts.personOf(account.email) ??
          (await accounts.create({ ...account, administrator, sample: true }))
        await ensurePerson({ person, name: account.name, email: account.email }, people, {
          handle,
          timeZone,
        })
        return person
      },
      submit: commit.submit,
      read,
      clock,
    },
    async stop() {
      if (stopping) return
      stopping = true
      hub.letNobodyIn()
      sweeper.stop()
      unwatch()
      post.stop()
      await stopWebhooks()
      await due.stop()
      // What was taken is answered before its socket goes.
      await commit.idle()
      for (const client of hub.all()) client.close('shutting-down')
      await farewell(app.websocketServer.clients, clock)
      await app.close()
      await commit.idle()
      accounts.close()
      store.close()
    },
  }
}

async function farewell(sockets: ReadonlySet<WebSocket>, clock: Clock): Promise<void> {
  const open = [...sockets]
  if (open.length === 0) return
  const gone = open.map((ws) => new Promise<void>((resolve) => ws.once('close', () => resolve())))
  await new Promise<void>((resolve) => {
    const hurry = clock.after(farewellMs, resolve)
    void Promise.all(gone).then(() => {
      hurry()
      resolve()
    })
  })
  // Also those that came meanwhile.
  for (const ws of sockets) ws.terminate()
}
