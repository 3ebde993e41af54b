import { z } from 'zod'
import type { ListedToken, ServiceTokens, TokenId } from './port.ts'
import { newTokenSchema } from './service-tokens.ts'

/** What the command line asks of the tokens, of a running server or of the folder itself. */
const tokenOrderSchema = z.discriminatedUnion('do', [
  newTokenSchema.extend({ do: z.literal('add') }),
  z.strictObject({ do: z.literal('list') }),
  z.strictObject({ do: z.literal('revoke'), id: z.string() }),
])
export type TokenOrder = z.input<typeof tokenOrderSchema>

export type TokenAnswer = {
  tokens: ListedToken[]
  /** The new token's words; null but for `add`. */
  secret: string | null
}

/** More than anyone reads at a terminal. */
const listed = 500

/** Does what the order says; for `revoke`, `tokens` is empty when there was no such live token. */
export function takeTokenOrder(tokens: ServiceTokens, order: unknown): TokenAnswer {
  const asked = tokenOrderSchema.parse(order)
  switch (asked.do) {
    case 'add': {
      const { token, secret } = tokens.add(asked)
      return { tokens: [token], secret }
    }
    case 'list':
      return { tokens: tokens.list(listed), secret: null }
    case 'revoke': {
      const done = tokens.revoke(asked.id as TokenId)
      const known = tokens.list(listed).filter(({ id }) => id === asked.id)
      return { tokens: done ? known : [], secret: null }
    }
  }
}
