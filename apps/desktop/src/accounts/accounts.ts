import type { Account, Host, Outcome, ServerCall, ServerInfo } from '@parley/engine'
import type { AccountBook } from './account-book.ts'
import { parseServerAddress } from './server-address.ts'
import type { ServerApi, SignedIn } from './server-api.ts'
import type { TokenVault } from './token-vault.ts'

export type AccountsDeps = {
  api: ServerApi
  book: AccountBook
  vault: TokenVault
  /** An address to offer before all remembered ones. */
  offered: string | null
  /** Called when a sign-in cannot be kept over a restart: the person has to know. */
  onNotKept(): void
}

/** Who is signed in on this machine, and where. No token leaves this side of the page. */
export type Accounts = ReturnType<typeof createAccounts>

export function createAccounts({ api, book, vault, offered, onNotKept }: AccountsDeps) {
  function accept(server: string, outcome: Outcome<SignedIn>): Outcome<Account> {
    if (!outcome.ok) return outcome
    const { person, email, token } = outcome.value
    const account = { server, person: person.id, name: person.name, handle: person.handle, email }
    const keeping = vault.put(server, person.id, token)
    book.remember(account)
    if (keeping === 'until-quit') onNotKept()
    return { ok: true, value: account }
  }

  /** One round at a time, so that none is told twice at once. */
  let settling: Promise<void> | null = null
  const settleSignOuts = () => (settling ??= settle().finally(() => (settling = null)))
  async function settle(): Promise<void> {
    await Promise.all(
      vault.owed().map(async (owed) => {
        if (await api.signOut(owed.server, owed.token)) vault.settle(owed)
      }),
    )
  }

  return {
    servers() {
      const known = book.servers()
      const first = offered === null ? [] : [offered]
      return { fixed: false, addresses: [...new Set([...first, ...known])] }
    },
    async checkServer(typed: string): Promise<Outcome<ServerInfo>> {
      const parsed = parseServerAddress(typed)
      if (!parsed.ok) {
        return { ok: false, error: { code: 'not-parley', sentence: parsed.sentence } }
      }
      const info = await api.info(parsed.address)
      if (info.ok) book.rememberServer(parsed.address)
      return info
    },
    lastAccount: () => book.last(),
    signIn: async (server: string, credentials: { email: string; password: string }) =>
      accept(server, await api.signIn(server, credentials)),
    signUp: async (server: string, details: Parameters<ServerApi['signUp']>[1]) =>
      accept(server, await api.signUp(server, details)),
    /** The account as remembered and its bearer; null for who never signed in here. The page's own words are not believed. */
    opening({ server, person }: Account): { account: Account; token: string | null } | null {
      const account = book.find(server, person)
      return account && { account, token: vault.get(server, person) }
    },
    /** With the person's bearer when they signed in here; the page never sees it. */
    async call(at: Parameters<Host['call']>[0], call: ServerCall): Promise<Outcome<unknown>> {
      const account = at.person === null ? null : book.find(at.server, at.person)
      const token = account && vault.get(account.server, account.person)
      return await api.call(at.server, call, token)
    },
    /** Forgets at once; while the server cannot be told, that is owed to it. */
    async signOut({ server, person }: Account): Promise<void> {
      const account = book.find(server, person)
      if (!account) return
      vault.owe(server, person)
      book.forget(account)
      await settleSignOuts()
    },
    /** Tells servers of the sign-outs they have not heard of: at a start, and every now and then. */
    settleSignOuts,
  }
}
