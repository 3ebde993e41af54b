import type { Account, Host } from '@parley/engine'
import { personIdSchema } from '@parley/protocol'
import { z } from 'zod'

const accountSchema = z.object({
  server: z.string(),
  person: personIdSchema,
  name: z.string(),
  handle: z.string(),
  email: z.string(),
})

/** What this browser remembers of the page's server: who was signed in (no secret: the cookie is), and its settings. */
export function createRemembered(page: {
  readonly localStorage: Storage
  readonly sessionStorage: Storage
}): {
  account: { get(): Account | null; set(account: Account | null): void }
  /** The server was not there to be told of a sign-out: its session still lives, and so does the cookie of this browser. */
  owedSignOut: { get(): boolean; set(owed: boolean): void }
  /** Accounts whose files were to be discarded while their engine did not answer. */
  owedDiscards: { get(): readonly Account[]; set(accounts: readonly Account[]): void }
  /** This page was loaded anew for a part that was missing. */
  reloaded: { get(): boolean; set(reloaded: boolean): void }
  /** What was begun in this tab. */
  begun: { get(): unknown; set(value: unknown): void }
  settings: Host['settings']
} {
  const read = (
    key: string,
    where: 'localStorage' | 'sessionStorage' = 'localStorage',
  ): unknown => {
    try {
      // Where the browser forbids it, the property itself throws.
      return JSON.parse(page[where].getItem(key) ?? 'null')
    } catch {
      // Another hand wrote there, or the browser keeps nothing: as if it were not set.
      return null
    }
  }
  const write = (
    key: string,
    value: unknown,
    where: 'localStorage' | 'sessionStorage' = 'localStorage',
  ) => {
    try {
      if (value === null || value === undefined) page[where].removeItem(key)
      else page[where].setItem(key, JSON.stringify(value))
    } catch {
      // Full or forbidden: it holds until the page closes, in whoever asked.
    }
  }
  return {
    account: {
      get() {
        const account = accountSchema.safeParse(read('parley.account'))
        return account.success ? account.data : null
      },
      set: (account) => write('parley.account', account),
    },
    owedSignOut: {
      get: () => read('parley.owed-sign-out') === true,
      set: (owed) => write('parley.owed-sign-out', owed || null),
    },
    owedDiscards: {
      get() {
        const accounts = accountSchema.array().safeParse(read('parley.owed-discards'))
        return accounts.success ? accounts.data : []
      },
      set: (accounts) => write('parley.owed-discards', accounts.length === 0 ? null : accounts),
    },
    reloaded: {
      get: () => read('parley.reloaded') === true,
      set: (reloaded) => write('parley.reloaded', reloaded || null),
    },
    begun: {
      get: () => read('parley.begun', 'sessionStorage'),
      set: (value) => write('parley.begun', value, 'sessionStorage'),
    },
    settings: {
      get: (key) => read(`parley.settings.${key}`) ?? undefined,
      set: (key, value) => write(`parley.settings.${key}`, value),
    },
  }
}
