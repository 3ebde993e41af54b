import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Accounts } from '../../accounts/port.ts'
import type { ServiceTokens } from '../../service-tokens/port.ts'
import type { SettingsPort } from '../../settings/server-settings.ts'
import type { Reads } from '../../store/port.ts'
import type { Webhooks } from '../../webhooks/webhooks.ts'
import { administrator } from '../administrator.ts'
import { webhookRoutes } from '../webhook-routes.ts'
import { healthRoutes, type HealthDeps } from './health-routes.ts'
import { adminPeopleRoutes } from './people-routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { adminTokenRoutes } from './token-routes.ts'

export type AdminRoutesDeps = Omit<HealthDeps, 'accounts'> & {
  accounts: Accounts
  read: Pick<Reads, 'person'>
  tokens: ServiceTokens
  settings: SettingsPort
  /** True when the command line keeps sign-up closed. */
  signUpForcedClosed: boolean
  webhooks: Webhooks
}

/** What the administrator page asks, one plugin a section; each route asks for an administrator itself. */
export const adminRoutes: FastifyPluginAsyncZod<AdminRoutesDeps> = async (app, deps) => {
  await app.register(adminPeopleRoutes, deps)
  await app.register(adminTokenRoutes, deps)
  await app.register(settingsRoutes, deps)
  await app.register(healthRoutes, deps)
  await app.register(webhookRoutes, {
    webhooks: deps.webhooks,
    base: '/api/v1/admin/webhooks',
    about: { tags: ['administration'] },
    async enter(request, reply) {
      await administrator(deps.accounts, request, reply)
      return { service: null, mayReadMessages: true }
    },
  })
}
