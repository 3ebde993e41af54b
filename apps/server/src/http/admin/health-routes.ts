import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { limits } from '@parley/protocol'
import { z } from 'zod'
import type { Accounts } from '../../accounts/port.ts'
import type { Clock } from '../../clock.ts'
import { administrator } from '../administrator.ts'
import { refusalSchema } from '../errors.ts'

/** What the machine says of the folder the server lives in; null where it does not tell. In bytes. */
export type StorageState = {
  databaseBytes: number | null
  freeBytes: number | null
  /** When the last backup of this process was made. */
  backupAt: number | null
}

export type HealthDeps = {
  accounts: Pick<Accounts, 'sessionOf' | 'account' | 'count'>
  clock: Pick<Clock, 'now'>
  version: string
  startedAt: number
  /** Open sockets, commands that wait for their commit, rooms that wait to be told to webhooks. */
  load(): { sockets: number; commands: number; webhooks: number }
  storage(): Promise<StorageState>
}

const healthAnswer = z.object({
  version: z.string(),
  startedAt: z.number().int(),
  /** The server's clock: a reader far from it has a wrong one, or the server has. */
  now: z.number().int(),
  accounts: z.number().int(),
  sockets: z.number().int(),
  waiting: z.object({ commands: z.number().int(), webhooks: z.number().int() }),
  databaseBytes: z.number().int().nullable(),
  freeBytes: z.number().int().nullable(),
  backupAt: z.number().int().nullable(),
  limits: z.record(z.string(), z.number()),
})

/** How the server is, for the administrators' page. */
export const healthRoutes: FastifyPluginAsyncZod<HealthDeps> = async (app, deps) => {
  app.get(
    '/api/v1/admin/health',
    {
      schema: {
        tags: ['administration'],
        response: { 200: healthAnswer, '4xx': refusalSchema, '5xx': refusalSchema },
      },
    },
    async (request, reply) => {
      await administrator(deps.accounts, request, reply)
      const { sockets, ...waiting } = deps.load()
      return {
        version: deps.version,
        startedAt: deps.startedAt,
        now: deps.clock.now(),
        accounts: deps.accounts.count(),
        sockets,
        waiting,
        ...(await deps.storage()),
        limits: { ...limits },
      }
    },
  )
}
