import { resolve } from 'node:path'
import { limits } from '@parley/protocol'
import { askAboutTokens } from '../control.ts'
import { openDataFolder } from '../data-folder.ts'
import { openAccountsDatabase } from '../open-stores.ts'
import { FolderInUse, Problem } from '../problem.ts'
import { scopeNames, scopeSchema } from '../service-tokens/scopes.ts'
import { openServiceTokens } from '../service-tokens/service-tokens.ts'
import {
  takeTokenOrder,
  type TokenAnswer,
  type TokenOrder,
} from '../service-tokens/token-orders.ts'
import { requireData } from './open-data.ts'
import type { CliContext } from './run-cli.ts'

type Data = { data: string }

/** Makes a token and shows it, this once. */
export async function tokenAdd(
  { data, name: givenName, scope }: Data & { name: string; scope: string[] },
  context: CliContext,
): Promise<void> {
  const name = givenName.trim()
  if (name === '' || name.length > limits.nameChars)
    throw new Problem(`A name has 1 to ${limits.nameChars} characters.`)
  const scopes = scope.map((given) => {
    const known = scopeSchema.safeParse(given)
    if (!known.success)
      throw new Problem(`"${given}" is no scope. There are: ${scopeNames.join(', ')}.`)
    return known.data
  })
  const order: TokenOrder = { do: 'add', name, ...(scopes.length === 0 ? {} : { scopes }) }
  const { tokens, secret } = await give(data, order, context)
  const [token] = tokens
  context.stdout.write(
    `${secret}\nThis is the only time it is shown. It acts for "${name}", for: ${token?.scopes.join(', ')}.\nTo end it: token revoke ${token?.id}\n`,
  )
}

export async function tokenList({ data }: Data, context: CliContext): Promise<void> {
  const { tokens } = await give(data, { do: 'list' }, context)
  if (tokens.length === 0) return void context.stdout.write('There are no tokens.\n')
  for (const { id, name, scopes, usedAt, revokedAt } of tokens) {
    const used = usedAt === null ? 'never used' : `used ${minute(usedAt)}`
    const state = revokedAt === null ? used : `revoked ${minute(revokedAt)}`
    context.stdout.write(`${id}  ${state.padEnd(24)}  ${name}  (${scopes.join(', ')})\n`)
  }
}

export async function tokenRevoke(
  { data, id }: Data & { id: string },
  context: CliContext,
): Promise<void> {
  const { tokens } = await give(data, { do: 'revoke', id }, context)
  const [token] = tokens
  if (!token) throw new Problem(`There is no live token ${id}. See: token list`)
  context.stdout.write(`The token ${id} of "${token.name}" opens nothing any more.\n`)
}

/** A server that runs on the folder does it itself, so that it is true at once; else the folder is opened here. */
async function give(data: string, order: TokenOrder, { clock }: CliContext): Promise<TokenAnswer> {
  const path = resolve(data)
  requireData(path)
  try {
    const folder = openDataFolder(path)
    const database = openAccountsDatabase(folder)
    try {
      return takeTokenOrder(openServiceTokens(database, clock), order)
    } finally {
      database.close()
      folder.release()
    }
  } catch (cause) {
    if (!(cause instanceof FolderInUse)) throw cause
    // Our own answer, from the same code in the process that has the folder.
    return (await askAboutTokens(path, order)) as TokenAnswer
  }
}

const minute = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
