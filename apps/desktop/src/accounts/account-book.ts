import { personIdSchema, type PersonId } from '@parley/protocol'
import type { Account } from '@parley/engine'
import { z } from 'zod'
import type { JsonFile } from '../json-file.ts'
import { isServerAddress } from './server-address.ts'

export const serverSchema = z.string().max(255).refine(isServerAddress, 'not a server address')

export const accountSchema = z.strictObject({
  server: serverSchema,
  person: personIdSchema,
  name: z.string().max(200),
  handle: z.string().max(200),
  email: z.string().max(254),
}) satisfies z.ZodType<Account>

/** Newest first, both. No secret is in here: tokens are in the vault. */
export const bookSchema = z.strictObject({
  servers: z.array(serverSchema),
  accounts: z.array(accountSchema),
})
export type BookContent = z.infer<typeof bookSchema>
export const emptyBook: BookContent = { servers: [], accounts: [] }

/** Which servers and people this installation knows. */
export type AccountBook = {
  servers(): string[]
  rememberServer(server: string): void
  last(): Account | null
  remember(account: Account): void
  forget(account: Account): void
  find(server: string, person: PersonId): Account | null
}

export function openAccountBook(file: JsonFile<BookContent>): AccountBook {
  let content = file.read()
  const save = (next: BookContent) => file.write((content = next))
  const same = (one: Account, other: Account) =>
    one.server === other.server && one.person === other.person
  const withServer = (server: string) => [server, ...content.servers.filter((s) => s !== server)]

  return {
    servers: () => [...content.servers],
    rememberServer: (server) => save({ ...content, servers: withServer(server) }),
    last: () => content.accounts[0] ?? null,
    remember(account) {
      const others = content.accounts.filter((known) => !same(known, account))
      save({ servers: withServer(account.server), accounts: [account, ...others] })
    },
    forget(account) {
      save({ ...content, accounts: content.accounts.filter((known) => !same(known, account)) })
    },
    find: (server, person) =>
      content.accounts.find((known) => known.server === server && known.person === person) ?? null,
  }
}
