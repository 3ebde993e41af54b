import type { Host, HostError, Outcome, ServerCall } from '@parley/engine'
import { personIdSchema, roomIdSchema, type PersonId, type RoomId } from '@parley/protocol'
import { z } from 'zod'

/** An invitation by e-mail as those see it who may invite. */
const invitationSchema = z.object({
  id: z.string(),
  room: roomIdSchema.nullable(),
  email: z.string(),
  by: z.object({ id: personIdSchema, name: z.string() }),
  expiresAt: z.number(),
  state: z.enum(['pending', 'accepted', 'revoked', 'expired', 'lapsed']),
  mail: z.object({
    state: z.enum(['waiting', 'sent', 'failed']),
    nextAt: z.number().nullable(),
    problem: z.string().nullable(),
  }),
})
export type Invitation = z.infer<typeof invitationSchema>

/** What the page behind an invitation's link shows. `for`: who is signed in here, seen from the invitation. */
const invitedSchema = z.object({
  for: z.enum(['nobody', 'invited', 'other']),
  /** Masked for another person. */
  email: z.string(),
  inviter: z.string(),
  roomTitle: z.string().nullable(),
  hasAccount: z.boolean(),
})
export type Invited = z.infer<typeof invitedSchema>

export type InvitationCalls = {
  lookUp(token: string): Promise<Outcome<Invited>>
  accept(token: string): Promise<Outcome<{ room: RoomId | null }>>
  send(room: RoomId, email: string): Promise<Outcome<Invitation>>
  /** Those of a room that still wait for an answer, or waited in vain. */
  list(room: RoomId): Promise<Outcome<Invitation[]>>
  resend(id: string): Promise<Outcome<Invitation>>
  revoke(id: string): Promise<Outcome<null>>
}

const unread: HostError = {
  code: 'not-parley',
  sentence: 'The server answered in a way this version of Parley does not understand.',
}

/** Invitations over the server's HTTP interface, as whoever is signed in. Never throws. */
export function createInvitationCalls(
  host: Pick<Host, 'call'>,
  at: { server: string; person: PersonId | null },
): InvitationCalls {
  async function ask<T>(call: ServerCall, schema: z.ZodType<T>): Promise<Outcome<T>> {
    const answer = await host.call(at, call)
    if (!answer.ok) return answer
    const parsed = schema.safeParse(answer.value)
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: unread }
  }
  const path = '/api/v1/invitations'
  const post = <T>(to: string, body: object | undefined, schema: z.ZodType<T>) =>
    ask({ method: 'POST', path: `${path}${to}`, body }, schema)

  return {
    lookUp: (token) => post('/look-up', { token }, invitedSchema),
    accept: (token) => post('/accept', { token }, z.object({ room: roomIdSchema.nullable() })),
    send: (room, email) => post('', { room, email }, invitationSchema),
    async list(room) {
      const call = { method: 'GET' as const, path: `${path}?room=${encodeURIComponent(room)}` }
      const answer = await ask(call, z.object({ invitations: z.array(invitationSchema) }))
      return answer.ok ? { ok: true, value: answer.value.invitations } : answer
    },
    resend: (id) => post(`/${id}/resend`, undefined, invitationSchema),
    revoke: (id) => ask({ method: 'DELETE', path: `${path}/${id}` }, z.null()),
  }
}
