import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { PersonRates } from '../../sync/person-rates.ts'
import type { LiveToken, ServiceTokens, TokenId } from '../../service-tokens/port.ts'
import type { Scope } from '../../service-tokens/scopes.ts'
import { Refusal } from '../errors.ts'

/** What one token may ask, and how often one address may be wrong about it. */
const tokenRate = { burst: 120, perSecond: 20 }
const failureRate = { burst: 30, perSecond: 0.5 }

export type ServiceGuard = (request: FastifyRequest, scope: Scope | null) => LiveToken

/**
 * Lets in whoever shows a live service token that is for the scope. A person's session opens nothing here, nor does a cookie; and
 * a service token is no session, so it opens no route of people.
 */
export function createServiceGuard(
  tokens: Pick<ServiceTokens, 'check'>,
  clock: Pick<Clock, 'now'>,
): ServiceGuard {
  const rates = new PersonRates<TokenId>(tokenRate)
  const failures = new PersonRates<string>(failureRate)

  return (request, scope) => {
    const secret = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
    const token = secret === undefined ? null : tokens.check(secret)
    if (!token) {
      const waitMs = failures.take(request.ip, clock.now())
      if (waitMs > 0) throw new Refusal('rate-limited', waitMs)
      throw new Refusal('token-wrong')
    }
    const waitMs = rates.take(token.id, clock.now())
    if (waitMs > 0) throw new Refusal('rate-limited', waitMs)
    if (scope !== null && !token.scopes.includes(scope)) throw new Refusal('scope-missing')
    return token
  }
}
