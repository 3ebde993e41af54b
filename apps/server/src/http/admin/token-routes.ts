import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Accounts } from '../../accounts/port.ts'
import type { ListedToken, ServiceTokens, TokenId } from '../../service-tokens/port.ts'
import { scopes, scopeSchema } from '../../service-tokens/scopes.ts'
import { newTokenSchema } from '../../service-tokens/service-tokens.ts'
import { administrator } from '../administrator.ts'
import { Refusal, refusalSchema } from '../errors.ts'

const tokenAnswer = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  madeAt: z.number().int(),
  usedAt: z.number().int().nullable(),
  revokedAt: z.number().int().nullable(),
})
const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const tags = ['administration']
/** More than a page shows; old revoked ones fall off its end. */
const listedTokens = 200

/** Keys of other services. What a token says is in the answer that made it, and nowhere else. */
export const adminTokenRoutes: FastifyPluginAsyncZod<{
  accounts: Pick<Accounts, 'sessionOf' | 'account'>
  tokens: ServiceTokens
}> = async (app, { accounts, tokens }) => {
  app.get(
    '/api/v1/admin/tokens',
    {
      schema: {
        tags,
        response: {
          200: z.object({
            tokens: z.array(tokenAnswer),
            scopes: z.array(z.object({ name: scopeSchema, does: z.string() })),
          }),
          ...refused,
        },
      },
    },
    async (request, reply) => {
      await administrator(accounts, request, reply)
      return {
        tokens: tokens.list(listedTokens).map(shown),
        scopes: scopeSchema.options.map((name) => ({ name, does: scopes[name] })),
      }
    },
  )

  app.post(
    '/api/v1/admin/tokens',
    {
      schema: {
        tags,
        body: newTokenSchema,
        response: { 200: z.object({ token: tokenAnswer, secret: z.string() }), ...refused },
      },
    },
    async (request, reply) => {
      await administrator(accounts, request, reply)
      const { token, secret } = tokens.add(request.body)
      return { token: shown(token), secret }
    },
  )

  app.delete(
    '/api/v1/admin/tokens/:id',
    {
      schema: {
        tags,
        params: z.object({ id: z.string().max(64) }),
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      await administrator(accounts, request, reply)
      if (!tokens.revoke(request.params.id as TokenId)) throw new Refusal('not-found')
      return reply.code(204).send(null)
    },
  )
}

const shown = (token: ListedToken) => ({ ...token, scopes: [...token.scopes] })
