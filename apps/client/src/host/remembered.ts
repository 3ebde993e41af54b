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
export function createRemembered(storage: Storage): {
  account: { get(): Account | null; set(account: Account | null): void }
  settings: Host['settings']
} {
  const read = (key: string): unknown => {
    try {
      return JSON.parse(storage.getItem(key) ?? 'null')
    } catch {
      // Another hand wrote there, or the browser keeps nothing: as if it were not set.
      return null
    }
  }
  const write = (key: string, value: unknown) => {
    try {
      if (value === null || value === undefined) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(value))
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
    settings: {
      get: (key) => read(`parley.settings.${key}`) ?? undefined,
      set: (key, value) => write(`parley.settings.${key}`, value),
    },
  }
}
