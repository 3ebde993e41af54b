import { randomUUIDv7 } from 'node:crypto'
import type { CommandBody, CommandId, ErrorCode, PersonId } from '@parley/protocol'
import type { Accounts } from '../accounts/port.ts'
import type { PeopleDeps } from '../accounts/people.ts'
import type { Clock } from '../clock.ts'
import type { Invitations } from '../invitations/invitations.ts'
import { derivedId } from '../derived-id.ts'
import type { LiveToken } from '../service-tokens/port.ts'
import type { Reads, Settled, SystemCommand } from '../store/port.ts'
import { digestOf } from '../sync/digest.ts'
import type { ServiceRooms } from './service-rooms.ts'

export type MarketplaceDeps = {
  read: Reads
  accounts: Pick<Accounts, 'personOf' | 'isActive'>
  invitations: Pick<Invitations, 'create' | 'list'>
  people: PeopleDeps
  rooms: ServiceRooms
  clock: Pick<Clock, 'now'>
}

/** One call of a service. `id` gives the command id for a step of it: the same again when the call comes again under its key. */
export type ServiceCall = { token: LiveToken; id(step: string): CommandId }

/** Thrown for what the caller is told with a code; the route answers it. */
export class Refused extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** `key`: the call's idempotency key, or null for one that stands for itself. */
export function serviceCall(token: LiveToken, key: string | null): ServiceCall {
  return {
    token,
    id: (step) =>
      (key === null
        ? randomUUIDv7()
        : derivedId(`${token.service.key} call ${key} ${step}`)) as CommandId,
  }
}

/** Hands a command to the same commit as everyone's; resolves once it is durable. Throws `Refused` for what is not. */
export async function act(
  deps: MarketplaceDeps,
  by: PersonId,
  id: CommandId,
  body: CommandBody | SystemCommand['body'],
): Promise<void> {
  const settled = await attempt(deps, by, id, body)
  if (settled.kind === 'refused') throw new Refused(settled.code)
}

export function attempt(
  { people, clock }: MarketplaceDeps,
  by: PersonId,
  id: CommandId,
  body: CommandBody | SystemCommand['body'],
): Promise<Settled> {
  // Pairing an id with any of the bodies is what both unions of commands allow.
  const command = { id, body } as Parameters<typeof people.submit>[0]['command']
  return people.submit({ by, at: clock.now(), digest: digestOf(body), command })
}
