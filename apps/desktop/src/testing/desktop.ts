import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import {
  type Account,
  applyDifference,
  type EngineApi,
  type EngineEvents,
  type Query,
  type QueryName,
  type ResultOf,
} from '@parley/engine'
import { createBirpc } from 'birpc'
import { bookSchema, emptyBook, openAccountBook } from '../accounts/account-book.ts'
import { createAccounts } from '../accounts/accounts.ts'
import { createServerApi } from '../accounts/server-api.ts'
import { openTokenVault, vaultSchema } from '../accounts/token-vault.ts'
import { createBridge } from '../bridge/bridge.ts'
import { createHandlers } from '../bridge/handlers.ts'
import { receive } from '../bridge/receive.ts'
import { Supervisor } from '../engine-process/supervisor.ts'
import { jsonFile } from '../json-file.ts'
import { forkThread } from './fork-thread.ts'

const entry = new URL('../engine-host/main.ts', import.meta.url).href

/** Everything of the app that lies below Electron, on the files of `profile`, with threads in place of its processes. */
export function startDesktop(profile: string, script = entry) {
  /** The page's ends, by ticket: in the app the preload script hands them on. */
  const ports = new Map<string, MessagePort>()
  const told: string[] = []
  const supervisor = new Supervisor<MessagePort>({
    fork: forkThread(script),
    setTimer(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    onCrash: () => told.push('crash'),
  })
  const handlers = createHandlers<MessagePort>({
    accounts: createAccounts({
      api: createServerApi(fetch),
      book: openAccountBook(jsonFile(join(profile, 'accounts.json'), bookSchema, emptyBook)),
      vault: openTokenVault(jsonFile(join(profile, 'sign-ins.json'), vaultSchema, {}), {
        usable: () => true,
        encrypt: (text) => Buffer.from(text).toString('base64'),
        decrypt: (text) => Buffer.from(text, 'base64').toString(),
      }),
      offered: null,
      onNotKept: () => told.push('not kept'),
    }),
    engine: supervisor,
    dir: join(profile, 'accounts'),
    channel: () => {
      const { port1, port2 } = new MessageChannel()
      return { host: port1, page: port2 }
    },
    sendPort: (ticket, port) => void ports.set(ticket, port),
    open: async (address) => void told.push(address),
  })
  const bridge = createBridge((channel, args) =>
    receive(handlers, channel, {
      sender: { url: 'app://parley/', isTop: true, isOurWindow: true },
      args,
    }),
  )

  async function open(account: Account): Promise<OpenEngine> {
    const ticket = randomUUID()
    const opening = await bridge.openEngine(account, ticket)
    const port = ports.get(ticket)
    if (opening.kind !== 'open' || !port) throw new Error(`the account is ${opening.kind}`)
    return engineOn(port)
  }
  return { bridge, supervisor, told, open, ports }
}

/** An engine as a page holds it. `until` resolves with the first result of a query that passes. */
export type OpenEngine = {
  engine: EngineApi
  until<N extends QueryName>(
    query: Extract<Query, { name: N }>,
    pass: (result: ResultOf<N>) => boolean,
  ): Promise<ResultOf<N>>
}

function engineOn(port: MessagePort): OpenEngine {
  const hearers = new Map<number, EngineEvents['difference']>()
  const engine = createBirpc<EngineApi, EngineEvents>(
    { difference: (id, change) => hearers.get(id)?.(id, change) },
    {
      post: (message: unknown) => port.postMessage(message),
      on: (hear) => void port.on('message', hear),
      timeout: -1,
    },
  )
  let subscriptions = 0
  return {
    engine,
    until(query, pass) {
      const id = (subscriptions += 1)
      let result: ResultOf<typeof query.name> | null = null
      return new Promise((resolve, reject) => {
        hearers.set(id, (_id, change) => {
          const next = applyDifference(result, change)
          result = next
          if (!pass(next)) return
          hearers.delete(id)
          void engine.unsubscribe(id)
          resolve(next)
        })
        engine.subscribe(id, query).catch(reject)
      })
    },
  }
}
