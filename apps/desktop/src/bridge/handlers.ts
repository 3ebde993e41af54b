import { externalAddress } from '../navigation/external.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Supervisor } from '../engine-process/supervisor.ts'
import type { Handlers } from './receive.ts'

export type HandlerDeps<Port> = {
  accounts: Accounts
  engine: Pick<Supervisor<Port>, 'open' | 'close'>
  /** Where the files of all accounts are. */
  dir: string
  channel(): { host: Port; page: Port }
  /** Hands the page its end of the engine's port. */
  sendPort(ticket: string, port: Port): void
  /** Gets addresses that `externalAddress` let through. */
  open(address: string): Promise<void>
}

/** What the main process does for the page. */
export function createHandlers<Port>(deps: HandlerDeps<Port>): Handlers {
  const { accounts, engine } = deps
  return {
    servers: async () => accounts.servers(),
    checkServer: (address) => accounts.checkServer(address),
    lastAccount: async () => accounts.lastAccount(),
    signIn: (server, credentials) => accounts.signIn(server, credentials),
    signUp: (server, details) => accounts.signUp(server, details),
    async signOut(account, queue) {
      await engine.close(queue)
      await accounts.signOut(account)
    },
    call: (at, call) => accounts.call(at, call),
    async openEngine(asked, ticket) {
      const found = accounts.opening(asked)
      if (!found) throw new Error('nobody signed in here by that name')
      const { host, page } = deps.channel()
      const opening = await engine.open({ ...found, dir: deps.dir }, host)
      if (opening.kind === 'open') deps.sendPort(ticket, page)
      return opening
    },
    async openExternal(url) {
      const address = externalAddress(url)
      if (address !== null) await deps.open(address)
    },
  }
}
