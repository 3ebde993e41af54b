import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Accounts } from '../../accounts/port.ts'
import type { SettingsPort } from '../../settings/server-settings.ts'
import { settingsRoutes } from './settings-routes.ts'

export type AdminRoutesDeps = {
  accounts: Accounts
  settings: SettingsPort
  /** True when the command line keeps sign-up closed. */
  signUpForcedClosed: boolean
}

/** What the administrator page asks, one plugin a section; each route asks for an administrator itself. */
export const adminRoutes: FastifyPluginAsyncZod<AdminRoutesDeps> = async (app, deps) => {
  await app.register(settingsRoutes, deps)
}
