import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Accounts } from '../../accounts/port.ts'
import { serverSettingsSchema, type SettingsPort } from '../../settings/server-settings.ts'
import { administrator } from '../administrator.ts'
import { refusalSchema } from '../errors.ts'

const settingsAnswer = serverSettingsSchema.extend({
  /** True when the command line keeps sign-up closed, whatever is set here. */
  signUpForcedClosed: z.boolean(),
})

/** What an administrator decides for the whole server. */
export const settingsRoutes: FastifyPluginAsyncZod<{
  accounts: Pick<Accounts, 'sessionOf' | 'account'>
  settings: SettingsPort
  signUpForcedClosed: boolean
}> = async (app, { accounts, settings, signUpForcedClosed }) => {
  const tags = ['administration']
  const response = { 200: settingsAnswer, '4xx': refusalSchema, '5xx': refusalSchema }

  app.get('/api/v1/admin/settings', { schema: { tags, response } }, async (request, reply) => {
    await administrator(accounts, request, reply)
    return { ...settings.read(), signUpForcedClosed }
  })

  app.patch(
    '/api/v1/admin/settings',
    { schema: { tags, body: serverSettingsSchema.partial(), response } },
    async (request, reply) => {
      await administrator(accounts, request, reply)
      return { ...settings.change(request.body), signUpForcedClosed }
    },
  )
}
