import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Account, Accounts } from '../accounts/port.ts'
import { Refusal } from './errors.ts'
import { signedIn } from './identity.ts'

/** The administrator who asks; refuses everyone else. Asked anew each time, so that a right taken away is gone at once. */
export async function administrator(
  accounts: Pick<Accounts, 'sessionOf' | 'account'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Account> {
  const { person } = await signedIn(accounts, request, reply)
  const account = accounts.account(person)
  if (!account?.administrator) throw new Refusal('not-administrator')
  return account
}
