import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../../clock.ts'
import { Refused, serviceCall, type ServiceCall } from '../../marketplace/call.ts'
import type { FirstAnswers } from '../../marketplace/first-answers.ts'
import type { LiveToken } from '../../service-tokens/port.ts'
import { digestOf } from '../../sync/digest.ts'
import { Refusal } from '../errors.ts'

/** Printable, without spaces at its ends: it comes in a header. */
const keySchema = z.string().regex(/^[!-~](?:[ -~]{0,198}[!-~])?$/)
export const idempotencyHeaders = z.object({
  'idempotency-key': keySchema
    .optional()
    .describe('The same key with the same call brings the first answer back, for 30 days.'),
})

export type Once = <T extends object>(
  request: FastifyRequest,
  token: LiveToken,
  act: (call: ServiceCall) => Promise<T>,
) => Promise<T>

/**
 * Runs a call once for its `Idempotency-Key`. The same key with the same call gets the first answer, while that is still being
 * made, too; with another call it is refused (`id-reused`). A refusal is not kept: what stood in the way may be gone.
 */
export function createOnce(answers: FirstAnswers, clock: Pick<Clock, 'now'>): Once {
  const running = new Map<string, { digest: string; answer: Promise<object> }>()

  return async <T extends object>(
    request: FastifyRequest,
    token: LiveToken,
    act: (call: ServiceCall) => Promise<T>,
  ): Promise<T> => {
    const given = request.headers['idempotency-key']
    const key = typeof given === 'string' ? given : null
    if (key === null) return asRefusal(() => act(serviceCall(token, null)))
    const { method, url, body } = request
    const digest = digestOf({ method, url, body: body ?? null })
    const first = answers.find(token.service, key, clock.now())
    if (first) {
      if (first.digest !== digest) throw new Refusal('id-reused')
      // Our own answer to the same call.
      return JSON.parse(first.answer) as T
    }
    const name = `${token.service.key} ${key}`
    const now = running.get(name)
    if (now) {
      if (now.digest !== digest) throw new Refusal('id-reused')
      return (await now.answer) as T
    }
    const answer = asRefusal(() => act(serviceCall(token, key))).then((made) => {
      answers.keep(token.service, key, { digest, answer: JSON.stringify(made) }, clock.now())
      return made
    })
    running.set(name, { digest, answer })
    try {
      return await answer
    } finally {
      running.delete(name)
    }
  }
}

/** A code of the marketplace as the route's own refusal. */
export async function asRefusal<T>(make: () => T | Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (cause) {
    throw cause instanceof Refused ? new Refusal(cause.code) : cause
  }
}
