import swagger from '@fastify/swagger'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { SampleSignIn } from '../sample/port.ts'
import type { ConnectionDeps } from '../sync/connection.ts'
import { accountRoutes, type AccountRoutesDeps } from './account-routes.ts'
import { adminRoutes, type AdminRoutesDeps } from './admin/admin-routes.ts'
import { answerErrors } from './errors.ts'
import { invitationRoutes, type InvitationRoutesDeps } from './invitation-routes.ts'
import { fileRoutes, type FileRoutesDeps } from './file-routes.ts'
import { operationRoutes, type OperationDeps } from './operation-routes.ts'
import type { Address } from './origins.ts'
import { guardRequests } from './security-headers.ts'
import { serverRoutes } from './server-routes.ts'
import { serviceRoutes, type ServiceApiDeps } from './service/service-routes.ts'
import { syncRoute } from './sync-route.ts'
import { webClient } from './web-client.ts'

export type AppDeps = AccountRoutesDeps &
  AdminRoutesDeps &
  ServiceApiDeps &
  InvitationRoutesDeps &
  FileRoutesDeps &
  OperationDeps & {
    sync: ConnectionDeps
    address: Address
    version: string
    sampleSignIns: readonly SampleSignIn[]
    /** Folder of the built web client, or null to serve none. */
    webClientFolder: string | null
    log: FastifyBaseLogger
    /** True behind one proxy of one's own: then the address it adds to `X-Forwarded-For` is the caller's. */
    trustProxy: boolean
  }

/** The HTTP side as one app that never listens by itself. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.log,
    // A line a request would hold addresses and say nothing the metrics do not.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    // One hop: what stands further left in the header was written by the caller.
    trustProxy: (_address, hop) => deps.trustProxy && hop === 0,
    forceCloseConnections: true,
    requestTimeout: 30_000,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app)
  await guardRequests(app, deps.address)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Parley', version: deps.version },
      servers: [{ url: deps.address.url }],
      components: {
        securitySchemes: {
          serviceToken: {
            type: 'http',
            scheme: 'bearer',
            description: 'A service token, made by `npm run cli -- token add` or an administrator.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  await syncRoute(app, deps)
  await app.register(accountRoutes, deps)
  await app.register(fileRoutes, deps)
  await app.register(serverRoutes, deps)
  await app.register(adminRoutes, deps)
  await app.register(serviceRoutes, deps)
  await app.register(invitationRoutes, deps)
  await operationRoutes(app, deps)
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await webClient(app, deps.webClientFolder)
  return app
}
