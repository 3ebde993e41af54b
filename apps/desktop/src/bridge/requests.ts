import { limits, personIdSchema } from '@parley/protocol'
import { z } from 'zod'
import { accountSchema, serverSchema } from '../accounts/account-book.ts'
import type { Channel } from './channels.ts'

const email = z.string().min(1).max(254)
/** The server decides what is long enough; here only that it is no flood. */
const password = z.string().min(1).max(1024)
const ticket = z.uuid()
/** Below the interface of the server and nowhere else: no dot segments, no second slash, no fragment. */
const apiPath = /^\/api\/v1(?:\/[\w~%:@-][\w.~%:@-]*)+(?:\?[\w.~%:@&=+,-]*)?$/

/** What each channel takes, as the array of its arguments. */
export const requests = {
  servers: z.tuple([]),
  /** As typed: the answer says what is wrong with it. */
  checkServer: z.tuple([z.string().max(2048)]),
  lastAccount: z.tuple([]),
  signIn: z.tuple([serverSchema, z.strictObject({ email, password })]),
  signUp: z.tuple([
    serverSchema,
    z.strictObject({
      email,
      password,
      name: z.string().min(1).max(limits.nameChars),
      setupCode: z.string().max(64).nullable(),
      invitation: z.string().max(200).nullable(),
    }),
  ]),
  signOut: z.tuple([accountSchema, z.enum(['keep', 'discard'])]),
  call: z.tuple([
    // The page hands in an account; only these two are read.
    z.object({ server: serverSchema, person: personIdSchema.nullable() }),
    z.strictObject({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      path: z.string().max(2048).regex(apiPath),
      body: z.record(z.string(), z.json()).optional(),
    }),
  ]),
  openEngine: z.tuple([accountSchema, ticket]),
  openExternal: z.tuple([z.string().max(4096)]),
} satisfies Record<Channel, z.ZodType<unknown[]>>

export type Requests = { [C in Channel]: z.infer<(typeof requests)[C]> }
