import type { Instant } from '@parley/protocol'
import type { Scope } from './scopes.ts'

export type TokenId = string & { readonly brand: 'TokenId' }

/**
 * Who acts through the service API: a name with a key of its own, from which the ids of what it makes are derived. Tokens come
 * and go; what a service made stays its own under the next token of the same name.
 */
export type Service = { name: string; key: string }

/** A token that was shown to be valid for the request at hand. */
export type LiveToken = { id: TokenId; service: Service; scopes: readonly Scope[] }

export type ListedToken = {
  id: TokenId
  name: string
  scopes: readonly Scope[]
  madeAt: Instant
  /** To the minute; null when it was never used. */
  usedAt: Instant | null
  revokedAt: Instant | null
}

export type NewToken = { name: string; scopes: readonly Scope[] }

/** The tokens of services. What a token says is shown once, by `add`; only its hash is kept. */
export type ServiceTokens = {
  add(token: NewToken): { token: ListedToken; secret: string }
  /** Live ones first, latest first, at most `limit`. */
  list(limit: number): ListedToken[]
  /** False when there is no such live token. From its return on the token opens nothing. */
  revoke(id: TokenId): boolean
  /** Looks in the table each time, so that what is revoked is refused at once. */
  check(secret: string): LiveToken | null
  services(): Service[]
}
