import { randomUUIDv7 } from 'node:crypto'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import type { PersonId, RoomId, RoomState } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Account } from '../accounts/port.ts'
import type { Settled } from '../store/port.ts'
import { handClock } from '../testing/hand-clock.ts'
import type { Invitation, InvitationId } from './invitation.ts'
import { createInvitations } from './invitations.ts'
import { openInvitationRows } from './rows.ts'
import { hashOf } from './token.ts'

const person = () => randomUUIDv7() as string as PersonId
const alice = person()
const bob = person()
const mallory = person()
const room = randomUUIDv7() as string as RoomId
const addresses = new Map([
  [bob, 'bob@example.com'],
  [mallory, 'mallory@example.com'],
])

/** Invitations into one room of alice's. The room answers by `alices`, fails as told, and remembers whom it let in. */
function scene() {
  const database = new Database(':memory:')
  const rows = openInvitationRows(database)
  const clock = handClock(0)
  const world = {
    mayInvite: true,
    fails: null as 'before' | 'after' | null,
    joined: [] as string[],
  }
  const seen = new Map<string, Settled>()
  async function submit({ command }: { command: { id: string } }): Promise<Settled> {
    const known = seen.get(command.id)
    if (known) return known
    if (world.fails === 'before') throw new Error('the process died')
    const settled: Settled = world.mayInvite
      ? { kind: 'done', seq: 1 }
      : { kind: 'refused', code: 'forbidden' }
    seen.set(command.id, settled)
    if (settled.kind === 'done') world.joined.push(command.id)
    if (world.fails === 'after') throw new Error('the process died')
    return settled
  }
  const person = {
    id: alice,
    handle: 'alice',
    name: 'Alice',
    kind: 'person',
    timeZone: null,
    photo: null,
    status: null,
  } as const
  const state = (): RoomState => ({
    id: room,
    kind: 'group',
    title: 'A room',
    topic: '',
    contract: null,
    createdAt: 0,
    createdBy: alice,
    members: [{ person, role: world.mayInvite ? 'owner' : 'member', epoch: 1, left: null }],
    pins: [],
  })
  const invitations = createInvitations({
    rows,
    submit,
    clock,
    onMail: () => {},
    accounts: {
      account: (id): Account => ({
        person: id,
        name: '',
        email: addresses.get(id) ?? '',
        administrator: false,
      }),
      isActive: () => true,
      personOf: () => null,
      confirmAddress: () => {},
    },
    read: { room: state, isMember: (_room, id) => id === alice, person: () => null },
  })
  return { rows, clock, world, invitations }
}

const step = fc.oneof(
  fc.constant({ do: 'resend' as const }),
  fc.constant({ do: 'revoke' as const }),
  fc.record({
    do: fc.constant('accept' as const),
    by: fc.constantFrom(bob, bob, mallory),
    dies: fc.constantFrom(null, null, 'before' as const, 'after' as const),
    twice: fc.boolean(),
  }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ do: fc.constant('right' as const), on: fc.boolean() }),
  fc.constant({ do: 'restart' as const }),
)

test('[R4] an invitation ends in one state, once, and lets in one person at most once', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
    const { rows, clock, world, invitations } = scene()
    const id = randomUUIDv7() as InvitationId
    const token = randomUUIDv7()
    rows.add({ id, room, email: 'bob@example.com', by: alice }, clock.now())
    rows.addToken(id, hashOf(token))
    let ended: Invitation['state'] | null = null
    for (const one of steps) {
      if (one.do === 'resend') invitations.resend(id, alice)
      if (one.do === 'revoke') invitations.revoke(id, alice)
      if (one.do === 'wait') clock.advance(one.hours * 3_600_000)
      if (one.do === 'right') world.mayInvite = one.on
      if (one.do === 'restart') await invitations.finishClaimed()
      if (one.do === 'accept') {
        world.fails = one.dies
        const tries = one.twice ? [one.by, bob] : [one.by]
        const answers = await Promise.allSettled(tries.map((by) => invitations.accept(token, by)))
        world.fails = null
        answers.forEach((answer, index) => {
          if (tries[index] === mallory) expect(answer).toMatchObject({ value: { kind: 'refused' } })
        })
      }
      invitations.list(alice, { inviter: alice })
      const state = rows.byId(id)?.state ?? 'pending'
      if (ended !== null) expect(state).toBe(ended)
      else if (state !== 'pending') ended = state
      expect(world.joined.length).toBeLessThanOrEqual(1)
      if (state === 'accepted') expect(world.joined).toHaveLength(1)
      if (state !== 'accepted' && state !== 'pending') expect(world.joined).toEqual([])
    }
    // Whatever died on the way: in the end it is settled, or still open for its own person alone.
    await invitations.finishClaimed()
    const last = rows.byId(id)
    expect(last?.claim === null || last?.state !== 'pending').toBe(true)
    if (world.joined.length > 0) expect(last?.state).toBe('accepted')
  })
  await fc.assert(property, { numRuns: 300, seed: 20_261_123 })
})
