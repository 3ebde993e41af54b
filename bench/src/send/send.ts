import type { Bench, Figures, RunDeps } from '../bench.ts'
import { alternate } from '../measure/alternate.ts'
import { median } from '../measure/figures.ts'
import { bottleneck } from '../measure/verdict.ts'
import { copyDatabase } from '../processes/copy-database.ts'
import { startParley } from '../processes/parley-server.ts'
import { signUpPeople } from '../wire/people.ts'
import type { SendFloor } from './floor.ts'
import type { SendGenerator, SendRun } from './generator.ts'

/**
 * How many write at once, each in a room of their own, and the sizes of transaction from which the floor takes its best: none larger than
 * the crowd, as no more can be waiting, and over as many rooms, as pages touched are what a commit costs.
 */
const crowds = [
  { count: 1, groups: [1] },
  { count: 8, groups: [4, 8] },
  { count: 64, groups: [32, 64] },
  { count: 512, groups: [128, 256, 512] },
]

/** As the server: no batch waits for more. */
const largestGroup = 256

type Round = {
  crowds: (SendRun & { count: number })[]
  groups: { count: number; size: number; perSecond: number }[]
}

export const send: Bench = {
  name: 'send',
  work: '1, 8, 64 and 512 people, each sending as soon as answered; answered when durable',
  against:
    'better-sqlite3 in WAL FULL, the same rows, the best group; for one sender commit + echo',
  ratioOf: 'the lowest throughput over all crowds',
  goal: { best: 'high', goal: 0.85, limit: 0.5 },
  async run(deps) {
    const tried = deps.quick ? crowds.slice(0, 3) : crowds
    const counts = tried.map(({ count }) => count)
    const seconds = deps.quick ? 0.5 : 2
    const { floor, generator } = await join(deps, Math.max(...counts))

    const { ours: withUs, floor: bare } = await alternate<Round>(
      deps.quick ? 2 : 5,
      {
        async ours() {
          const runs: Round['crowds'] = []
          for (const count of counts)
            runs.push({ count, ...(await generator.ask('run', count, seconds)) })
          return { crowds: runs, groups: [] }
        },
        async floor() {
          const runs: Round['groups'] = []
          for (const { count, groups } of tried)
            for (const size of groups) {
              const load = { group: size, rooms: count, seconds: seconds / 2 }
              runs.push({ count, size, perSecond: await floor.ask('commits', load) })
            }
          const echoes: Round['crowds'] = []
          for (const count of counts) {
            await floor.ask('together', Math.min(count, largestGroup))
            echoes.push({ count, ...(await generator.ask('runEcho', count, seconds)) })
          }
          return { crowds: echoes, groups: runs }
        },
      },
      deps.tell,
    )

    const rateOfGroup = (count: number, size: number) =>
      median(
        bare.flatMap((round) =>
          round.groups
            .filter((run) => run.count === count && run.size === size)
            .map((run) => run.perSecond),
        ),
      )
    const runsOf = (rounds: Round[], count: number) =>
      rounds.flatMap((round) => round.crowds.filter((run) => run.count === count))
    const rates = tried.map(({ count, groups }) => {
      const ours = median(runsOf(withUs, count).map((run) => run.perSecond))
      const bareRate = Math.max(...groups.map((size) => rateOfGroup(count, size)))
      const echoRate = median(runsOf(bare, count).map((run) => run.perSecond))
      // Who is alone waits for the way there and back each time, whatever the server is: their floor has it, too.
      const floor_ = count === 1 ? echoRate : bareRate
      return { count, ours, floor: floor_, ratio: ours / floor_, bareRate, echoRate }
    })
    const alone = rates.find(({ count }) => count === 1)
    const crowd = rates.filter(({ count }) => count > 1)
    const p50 = (rounds: Round[]) => median(runsOf(rounds, 1).map((run) => run.p50Ms))
    const busiest = withUs.flatMap((round) => round.crowds.map((run) => run.generatorCpu))
    const limit = bottleneck(busiest)
    return {
      ratio: Math.min(...rates.map(({ ratio }) => ratio)),
      ours: { ...perSecond(rates, 'ours'), oneSenderP50Ms: p50(withUs) },
      floor: {
        ...perSecond(rates, 'floor'),
        oneSenderP50Ms: p50(bare),
        oneSenderBarePerSecond: alone?.bareRate ?? 0,
        ...Object.fromEntries(crowd.map((rate) => [`echoPerSecondOf${rate.count}`, rate.echoRate])),
      },
      floorRuns: bare.map((round) => round.groups.at(-1)?.perSecond ?? 0),
      remarks: [
        ...rates.map(({ count, ratio }) => `${count} at once: ${ratio.toFixed(2)}x`),
        ...crowd.map(
          ({ count, ours, echoRate, bareRate }) =>
            `${count} at once against commit + echo: ${(ours / echoRate).toFixed(2)}x; that is ${(echoRate / bareRate).toFixed(2)}x of commits without a network`,
        ),
        `one sender, p50 against commit + echo: ${(p50(withUs) / p50(bare)).toFixed(2)}x (goal 1.25x)`,
        ...(alone
          ? [
              `one sender against commits without a network: ${(alone.ours / alone.bareRate).toFixed(2)}x; commit + echo is ${(alone.echoRate / alone.bareRate).toFixed(2)}x of those`,
            ]
          : []),
        ...(limit === null ? [] : [limit]),
      ],
    }
  },
}

function perSecond(
  rates: { count: number; ours: number; floor: number }[],
  side: 'ours' | 'floor',
): Figures {
  return Object.fromEntries(rates.map((rate) => [`perSecondOf${rate.count}`, rate[side]]))
}

/** The server with everyone in a room of their own; the floor on a copy of its file. */
async function join({ children, scratch, profile, tell }: RunDeps, people: number) {
  tell(`signing up ${people} people`)
  const data = scratch.path('server')
  const parley = await startParley(children, { data, profile: profile ?? undefined })
  const signedUp = await signUpPeople(parley.port, people, parley.setupCode)
  const generator = children.start<SendGenerator>(new URL('./generator.ts', import.meta.url))
  await generator.ask('join', parley.port, signedUp)
  const copy = copyDatabase(data, scratch.path('floor'))
  const floor = children.start<SendFloor>(new URL('./floor.ts', import.meta.url))
  await floor.ask('open', copy)
  await generator.ask('joinEcho', await floor.ask('echo'), people)
  return { floor, generator }
}
