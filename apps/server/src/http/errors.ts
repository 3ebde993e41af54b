import { errors, type ErrorCode } from '@parley/protocol'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'

/** How every refusal over HTTP reads: `message` is the sentence a person may be shown. */
export const refusalSchema = z.object({ code: z.string(), message: z.string() })

/** An expected refusal, thrown by a route and answered with its row of the table. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly retryMs: number | null

  constructor(code: ErrorCode, retryMs: number | null = null) {
    super(code)
    this.code = code
    this.retryMs = retryMs
  }
}

export function answerRefusal(reply: FastifyReply, code: ErrorCode, retryMs: number | null = null) {
  if (retryMs !== null) void reply.header('retry-after', Math.ceil(retryMs / 1000))
  const { http, sentence } = errors[code]
  return reply.code(http).send({ code, message: sentence })
}

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if (error instanceof Refusal) return answerRefusal(reply, error.code, error.retryMs)
    const status = error.statusCode ?? 500
    if (status < 500) return answerRefusal(reply, codes[status] ?? 'bad-frame')
    // The stack says where; the message may hold what somebody wrote.
    request.log.error({
      name: error.name,
      code: error.code,
      at: error.stack?.split('\n')[1]?.trim(),
    })
    return answerRefusal(reply, 'internal')
  })
}

const codes: Partial<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'frame-too-large',
  429: 'rate-limited',
}
