import type { Act } from '@parley/engine/testing'
import fc from 'fast-check'

/** What people do, and how often against each other: every kind of command. */
const shares: Record<Act, number> = {
  post: 4,
  reply: 1,
  edit: 2,
  delete: 1,
  react: 2,
  forward: 1,
  pin: 2,
  read: 2,
  unread: 1,
  value: 3,
  profile: 1,
  rename: 1,
  invite: 2,
  remove: 1,
  leave: 1,
  role: 1,
  create: 1,
  direct: 1,
  'contract.start': 1,
  'contract.end': 1,
}
const acts = (Object.keys(shares) as Act[]).flatMap((act) => Array<Act>(shares[act]).fill(act))

/** What happens in one run, in numbers that `play` reads against the world as it then is. */
export type Step =
  | { kind: 'act'; peer: number; act: Act; a: number; b: number }
  /** Several messages in a row: who is away falls far behind. */
  | { kind: 'burst'; peer: number; a: number; b: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'cut' | 'offline' | 'online' | 'reopen'; peer: number }
  /** A peer's process ends at a step of its store. */
  | { kind: 'crash'; peer: number; steps: number }
  /** The server's process ends at a step of a commit or before a write. */
  | { kind: 'server-crash'; steps: number }
  | { kind: 'server-start' }
  | { kind: 'back-up' | 'restore' }
  | { kind: 'look'; peer: number; a: number }
  /** A window onto a room's talk, ending `b` before its newest item, or at it. */
  | { kind: 'scroll'; peer: number; a: number; b: number }

export type Plan = {
  seed: number
  steps: Step[]
  faults: { cut: number; lose: number; repeat: number; maxDelayMs: number; full: number }
}

const peer = fc.nat({ max: 2 })
const small = fc.nat({ max: 30 })
const constant = <K extends string>(kind: K) => fc.constant(kind)

const act = fc.record({
  kind: constant('act'),
  peer,
  act: fc.constantFrom(...acts),
  a: small,
  b: small,
})
const wait = fc.record({
  kind: constant('wait'),
  ms: fc.constantFrom(1, 5, 20, 100, 1_000, 40_000),
})
const mishap: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: constant('cut'), peer }),
  fc.record({ kind: constant('offline'), peer }),
  fc.record({ kind: constant('crash'), peer, steps: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: constant('reopen'), peer }),
  fc.record({ kind: constant('server-crash'), steps: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: constant('server-crash'), steps: fc.integer({ min: 1, max: 12 }) }),
)
const recovery: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: constant('online'), peer }),
  fc.record({ kind: constant('reopen'), peer }),
  fc.constant<Step>({ kind: 'server-start' }),
)
const place = { peer, a: small, b: small }
const view: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: constant('look'), peer, a: small }),
  fc.record({ kind: constant('scroll'), ...place }),
)

const anyPlanFor = (maxSteps: number): fc.Arbitrary<Plan> =>
  fc.record({
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    steps: fc.array(
      fc.oneof(
        { weight: 12, arbitrary: act },
        { weight: 6, arbitrary: wait },
        { weight: 3, arbitrary: mishap },
        { weight: 4, arbitrary: recovery },
        { weight: 2, arbitrary: view },
        { weight: 1, arbitrary: fc.record({ kind: constant('burst'), ...place }) },
      ),
      { minLength: 15, maxLength: maxSteps, size: 'max' },
    ),
    faults: fc.record({
      cut: fc.constantFrom(0, 0.01, 0.05),
      lose: fc.constantFrom(0, 0, 0.02),
      repeat: fc.constantFrom(0, 0.3),
      maxDelayMs: fc.constantFrom(1, 30, 300),
      full: fc.constantFrom(0, 0, 0.1),
    }),
  })

export const anyPlan = anyPlanFor(80)

/** The same, with the server going back to a copy of itself on the way. */
export const anyPlanWithRestore: fc.Arbitrary<Plan> = fc
  .record({ plan: anyPlan, backUp: fc.nat({ max: 40 }), restore: fc.nat({ max: 30 }) })
  .map(({ plan, backUp, restore }) => {
    const steps = [...plan.steps]
    steps.splice(backUp, 0, { kind: 'back-up' })
    steps.splice(backUp + 1 + restore, 0, { kind: 'restore' })
    return { ...plan, steps }
  })
