import { protocolVersion } from '@parley/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Accounts } from '../accounts/port.ts'
import type { SignUp } from '../accounts/sign-up.ts'
import type { SampleSignIn } from '../sample/port.ts'

const serverAnswer = z.object({
  name: z.literal('Parley'),
  version: z.string(),
  /** The first frame of a socket names it, too. */
  protocol: z.number().int(),
  signUp: z.object({ open: z.boolean(), needsSetupCode: z.boolean() }),
  /** The sample workspace's sign-ins, for as long as their well-known passwords stand; else empty. */
  samplePeople: z.array(
    z.object({ name: z.string(), role: z.string(), email: z.string(), password: z.string() }),
  ),
})

/** What a client asks before anyone signs in: is this a Parley server, and what does its sign-in page show? */
export const serverRoutes: FastifyPluginAsyncZod<{
  accounts: Pick<Accounts, 'samplePeople'>
  signUp: SignUp
  /** Those of the sample workspace that are shown at all. */
  sampleSignIns: readonly SampleSignIn[]
  version: string
}> = async (app, { accounts, signUp, sampleSignIns, version }) => {
  app.get(
    '/api/v1/server',
    { schema: { tags: ['server'], response: { 200: serverAnswer } } },
    async () => ({
      name: 'Parley' as const,
      version,
      protocol: protocolVersion,
      signUp: signUp.state(),
      samplePeople: standing(accounts.samplePeople(), sampleSignIns),
    }),
  )
}

function standing(
  accounts: readonly { email: string; password: string }[],
  shown: readonly SampleSignIn[],
): SampleSignIn[] {
  const passwords = new Map(accounts.map(({ email, password }) => [email, password]))
  return shown.filter(({ email, password }) => passwords.get(email) === password)
}
