import { expect, test } from 'vitest'
import { drive } from './drive.ts'
import type { Plan } from './plan.ts'
import { expectEnded, expectFresh, expectOrder } from './truths.ts'

const act = { kind: 'act', peer: 0, act: 'create', a: 0, b: 0 } as const

/** Found by the property test: the welcome of a connection is lost, and a personal frame with a gap comes in its place. */
const lostWelcome: Plan = {
  seed: 1839805479,
  steps: [
    { kind: 'act', peer: 1, act: 'post', a: 0, b: 0 },
    act,
    { kind: 'reopen', peer: 1 },
    { kind: 'cut', peer: 2 },
    { kind: 'act', peer: 1, act: 'role', a: 0, b: 0 },
    { kind: 'act', peer: 1, act: 'read', a: 0, b: 0 },
    { kind: 'act', peer: 1, act: 'direct', a: 0, b: 0 },
    { kind: 'act', peer: 1, act: 'leave', a: 0, b: 0 },
    { kind: 'reopen', peer: 3 },
    { kind: 'wait', ms: 1000 },
    { kind: 'offline', peer: 0 },
    { kind: 'cut', peer: 0 },
    { kind: 'wait', ms: 1 },
    act,
    { kind: 'look', peer: 0, a: 0 },
    { kind: 'wait', ms: 40000 },
    act,
    act,
    act,
    { kind: 'wait', ms: 1 },
    { kind: 'wait', ms: 1 },
    act,
    { kind: 'online', peer: 0 },
    { kind: 'restart' },
    { kind: 'online', peer: 0 },
    act,
    act,
    { kind: 'wait', ms: 1 },
    act,
    act,
    act,
  ],
  faults: { cut: 0.01, lose: 0.02, repeat: 0, maxDelayMs: 1, busy: 0 },
}

test('[E10] frames that come without a welcome begin nothing that would outlast their connection', async () => {
  const outcome = await drive(lostWelcome)
  for (const peer of outcome.peers) expectFresh(outcome.world, peer)
  expectEnded(outcome)
  expectOrder(outcome)
  expect(outcome.acted.size).toBeGreaterThan(0)
  for (const peer of outcome.peers) peer.stop()
})
