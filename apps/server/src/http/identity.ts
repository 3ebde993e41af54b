import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts, Caller, Proof, Session } from '../accounts/port.ts'
import { Refusal } from './errors.ts'

/** How this request shows whose it is: a bearer token before a cookie, or nothing. */
export function proofOf(request: FastifyRequest): Proof | null {
  const { authorization, cookie } = request.headers
  const token = /^Bearer (\S{1,4096})$/i.exec(authorization ?? '')?.[1]
  if (token !== undefined) return { token }
  return cookie === undefined ? null : { cookie }
}

/** The live session of this request; refuses without one. Prolongs the cookie when it is time. */
export async function signedIn(
  accounts: Pick<Accounts, 'sessionOf'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session> {
  const proof = proofOf(request)
  const found = proof && (await accounts.sessionOf(proof))
  if (!found) throw new Refusal('unauthenticated')
  if (proof && 'cookie' in proof) void reply.header('set-cookie', found.setCookies)
  return found.session
}

export function callerOf(request: FastifyRequest): Caller {
  return { address: request.ip, device: request.headers['user-agent']?.slice(0, 200) ?? null }
}
