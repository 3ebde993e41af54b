import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { MarketplaceDeps } from '../../marketplace/call.ts'
import type { FirstAnswers } from '../../marketplace/first-answers.ts'
import type { ServiceTokens } from '../../service-tokens/port.ts'
import type { Webhooks } from '../../webhooks/webhooks.ts'
import type { Address } from '../origins.ts'
import { webhookRoutes } from '../webhook-routes.ts'
import { serviceMessageRoutes } from './message-routes.ts'
import { createOnce, type Once } from './once.ts'
import { serviceRoomRoutes } from './room-routes.ts'
import { createServiceGuard, type ServiceGuard } from './service-guard.ts'

export type ServiceApiDeps = {
  tokens: ServiceTokens
  marketplace: MarketplaceDeps
  firstAnswers: FirstAnswers
  webhooks: Webhooks
  address: Address
}

export type ServiceRoutesDeps = ServiceApiDeps & { guard: ServiceGuard; once: Once }

/** What a marketplace drives rooms by, one plugin a noun; each route asks for a token and names its scope. */
export const serviceRoutes: FastifyPluginAsyncZod<ServiceApiDeps> = async (app, deps) => {
  const { tokens, marketplace, firstAnswers, webhooks } = deps
  const parts: ServiceRoutesDeps = {
    ...deps,
    guard: createServiceGuard(tokens, marketplace.clock),
    once: createOnce(firstAnswers, marketplace.clock),
  }
  await app.register(serviceRoomRoutes, parts)
  await app.register(serviceMessageRoutes, parts)
  await app.register(webhookRoutes, {
    webhooks,
    base: '/api/v1/webhooks',
    about: { tags: ['service: webhooks'], security: [{ serviceToken: [] }] },
    async enter(request) {
      const { service, scopes } = parts.guard(request, 'webhooks')
      return { service: service.name, mayReadMessages: scopes.includes('messages.read') }
    },
  })
}
