import fc from 'fast-check'
import type { Act } from '../testing/index.ts'

/** What happens in one run, in numbers that `drive` reads against the world as it then is. */
export type Step =
  | { kind: 'act'; peer: number; act: Act; a: number; b: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'cut'; peer: number }
  | { kind: 'offline'; peer: number }
  | { kind: 'online'; peer: number }
  | { kind: 'crash'; peer: number; steps: number }
  | { kind: 'reopen'; peer: number }
  | { kind: 'restart' }
  | { kind: 'back-up' }
  | { kind: 'restore' }
  | { kind: 'look'; peer: number; a: number }
  /** A window onto a room's talk, ending `b` before its newest item, or at it. */
  | { kind: 'scroll'; peer: number; a: number; b: number }
  /** Several messages in a row: who is away falls far behind. */
  | { kind: 'burst'; peer: number; a: number; b: number }

/** How often they do what, against each other. */
const shares: Record<Act, number> = {
  create: 1,
  post: 4,
  reply: 1,
  edit: 2,
  delete: 1,
  react: 2,
  forward: 1,
  pin: 2,
  rename: 1,
  invite: 1,
  remove: 1,
  leave: 1,
  role: 1,
  read: 2,
  unread: 1,
  value: 3,
  profile: 1,
  direct: 1,
  'contract.start': 1,
  'contract.end': 1,
}
const acts = (Object.keys(shares) as Act[]).flatMap((act) => Array<Act>(shares[act]).fill(act))

const peer = fc.nat({ max: 3 })
const small = fc.nat({ max: 30 })

const act = fc.record({
  kind: fc.constant('act' as const),
  peer,
  act: fc.constantFrom(...acts),
  a: small,
  b: small,
})
const wait = fc.record({
  kind: fc.constant('wait' as const),
  ms: fc.constantFrom(1, 5, 20, 100, 1_000, 40_000),
})
const mishap: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), peer }),
  fc.record({ kind: fc.constant('offline' as const), peer }),
  fc.record({ kind: fc.constant('crash' as const), peer, steps: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('reopen' as const), peer }),
  fc.constant({ kind: 'restart' as const }),
)
const recovery: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('online' as const), peer }),
  fc.record({ kind: fc.constant('reopen' as const), peer }),
)
const place = { peer, a: small, b: small }
const view: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('look' as const), peer, a: small }),
  fc.record({ kind: fc.constant('scroll' as const), ...place }),
)
const burst = fc.record({ kind: fc.constant('burst' as const), ...place })

export type Plan = {
  seed: number
  steps: Step[]
  faults: { cut: number; lose: number; repeat: number; maxDelayMs: number; busy: number }
}

export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  steps: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: act },
      { weight: 6, arbitrary: wait },
      { weight: 3, arbitrary: mishap },
      { weight: 4, arbitrary: recovery },
      { weight: 3, arbitrary: view },
      { weight: 2, arbitrary: burst },
    ),
    { minLength: 20, maxLength: 120, size: 'max' },
  ),
  faults: fc.record({
    cut: fc.constantFrom(0, 0.01, 0.05),
    lose: fc.constantFrom(0, 0, 0.02),
    repeat: fc.constantFrom(0, 0.3),
    maxDelayMs: fc.constantFrom(1, 30, 300),
    busy: fc.constantFrom(0, 0.2),
  }),
})

/** The same, with the server going back to a copy of itself on the way. */
export const anyPlanWithRestore: fc.Arbitrary<Plan> = fc
  .record({ plan: anyPlan, backUp: fc.nat({ max: 60 }), restore: fc.nat({ max: 40 }) })
  .map(({ plan, backUp, restore }) => {
    const steps = [...plan.steps]
    steps.splice(backUp, 0, { kind: 'back-up' })
    steps.splice(backUp + 1 + restore, 0, { kind: 'restore' })
    return { ...plan, steps }
  })
