import type { Act } from '@parley/engine/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyPlan, type Plan } from './plan.ts'
import { play, type Played } from './play.ts'
import { seedsOf } from './seeds.ts'
import { unreadByModel } from './unread-model.ts'

/** What moves a number, much more often than in the plans for everything. */
const acts: Act[] = [
  'post',
  'post',
  'read',
  'unread',
  'delete',
  'edit',
  'read',
  'unread',
  'forward',
]

const aboutUnread: fc.Arbitrary<Plan> = anyPlan.map((plan) => ({
  ...plan,
  steps: plan.steps.map((step, at) =>
    step.kind === 'act' ? { ...step, act: acts[(at + step.a) % acts.length] ?? 'post' } : step,
  ),
}))

/** The number of each room on each device, in the list and as it is explained, is the server's and the model's. */
async function expectOneNumber({ scene, peers }: Played): Promise<void> {
  const model = unreadByModel(scene.server.witness)
  for (const peer of peers) {
    const list = peer.watch<'rooms'>({ name: 'rooms', args: {} })
    for (const { id } of list().rows) {
      const told = scene.server.read().unread(id, peer.person.id, Number.MAX_SAFE_INTEGER)
      const explained = peer.watch<'unread-reasons'>({ name: 'unread-reasons', args: { room: id } })
      await scene.clock.advance(50)
      const row = list().rows.find((each) => each.id === id)
      const { reasons } = explained()
      const parts = reasons?.authors.reduce((sum, { count }) => sum + count, reasons.away)
      const number = model(peer.person.id, id)
      expect({
        server: told.unread,
        device: row?.unread,
        explained: reasons?.unread,
        parts,
      }).toEqual({ server: number, device: number, explained: number, parts: number })
    }
  }
}

test(
  '[U1] [U2] [M3] on every device of a person, at the server and in plain words it is one number',
  { timeout: 600_000 },
  async () => {
    const seeds = seedsOf(0.06)
    for (const seed of seeds)
      await fc.assert(
        fc.asyncProperty(aboutUnread, async (plan) => {
          // Two devices of alice and one of bob, who talk to each other.
          const played = await play(plan, { serverFolder: null }, ([a, b]) => [a, a, b])
          await expectOneNumber(played)
          for (const peer of played.peers) peer.stop()
        }),
        { numRuns: 1, seed },
      )
    expect(seeds.length).toBeGreaterThan(0)
  },
)
