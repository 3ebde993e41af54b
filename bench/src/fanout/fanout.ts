import type { Bench, RunDeps } from '../bench.ts'
import { messageOfBytes } from '../data/talk.ts'
import { alternate } from '../measure/alternate.ts'
import { median, ratioOf } from '../measure/figures.ts'
import { bottleneck } from '../measure/verdict.ts'
import { startParley } from '../processes/parley-server.ts'
import { signUpPeople } from '../wire/people.ts'
import type { Usage } from '../processes/usage.ts'
import type { FloorServer } from './floor-server.ts'
import type { FanoutGenerator, Side } from './generator.ts'

const bytes = 120
const perSecond = 50
/** Messages under way at once: a busy room, not a flood. */
const inFlight = 8

export const fanout: Bench = {
  name: 'fanout',
  work: 'one room of 200, 120 bytes a message, every one durable: closed loop, then 50 a second',
  against: 'raw ws, one shared frame, nothing stored',
  ratioOf: "the server's CPU a delivery",
  goal: { best: 'low', goal: 1.2, limit: 2.5 },
  async run(deps) {
    const members = deps.quick ? 50 : 200
    const seconds = deps.quick ? 1 : 3
    const rounds = deps.quick ? 2 : 5
    const { servers, generator } = await join(deps, members)

    const loop = (side: Side, load: { inFlight: number; seconds: number }) => async () => {
      const before = await servers[side]()
      const run = await generator.ask('closedLoop', side, load)
      const after = await servers[side]()
      return {
        cpuUs: (after.cpuUs - before.cpuUs) / run.deliveries,
        perSecond: run.deliveries / run.seconds,
        generatorCpu: run.generatorCpu,
      }
    }
    const closed = (load: { inFlight: number; seconds: number }, what: string) =>
      alternate(rounds, { ours: loop('ours', load), floor: loop('floor', load) }, (line) =>
        deps.tell(`${what}, ${line}`),
      )
    const busy = await closed({ inFlight, seconds }, `closed loop, ${inFlight} under way`)
    const alone = await closed({ inFlight: 1, seconds }, 'closed loop, one under way')
    const open = (side: Side) => () =>
      generator.ask('openLoop', side, { perSecond, seconds: deps.quick ? 2 : 6 })
    const paced = await alternate(
      deps.quick ? 1 : 3,
      { ours: open('ours'), floor: open('floor') },
      (line) => deps.tell(`open loop, ${line}`),
    )

    const figures = (side: Side) => ({
      cpuUsADelivery: median(busy[side].map((run) => run.cpuUs)),
      deliveriesPerSecond: median(busy[side].map((run) => run.perSecond)),
      cpuUsADeliveryOneUnderWay: median(alone[side].map((run) => run.cpuUs)),
      p50Ms: median(paced[side].map((run) => run.p50Ms)),
      p99Ms: median(paced[side].map((run) => run.p99Ms)),
    })
    const cpu = (runs: { cpuUs: number }[]) => runs.map((run) => run.cpuUs)
    const p99 = (runs: { p99Ms: number }[]) => runs.map((run) => run.p99Ms)
    const limit = bottleneck(paced.ours.map((run) => run.generatorCpu))
    return {
      ratio: ratioOf(cpu(busy.ours), cpu(busy.floor)),
      ours: figures('ours'),
      floor: figures('floor'),
      floorRuns: cpu(busy.floor),
      remarks: [
        `p99 at ${perSecond} a second: ${ratioOf(p99(paced.ours), p99(paced.floor)).toFixed(2)}x (goal 1.3x)`,
        `CPU a delivery with one message under way: ${ratioOf(cpu(alone.ours), cpu(alone.floor)).toFixed(2)}x`,
        ...(limit === null ? [] : [limit]),
        ...closedLoopNote(busy),
      ],
    }
  },
}

function closedLoopNote(busy: {
  ours: { generatorCpu: number }[]
  floor: { generatorCpu: number }[]
}) {
  const limit = bottleneck([...busy.ours, ...busy.floor].map((run) => run.generatorCpu))
  // CPU a delivery is the server's own whoever sets the pace.
  return limit === null ? [] : [`closed loop: ${limit}; the server's CPU a delivery is not`]
}

/** Both servers with everyone in the room, and the process that is everyone. */
async function join({ children, scratch, profile, tell }: RunDeps, members: number) {
  const text = messageOfBytes(bytes)
  tell(`signing up ${members} people`)
  const parley = await startParley(children, {
    data: scratch.path('server'),
    profile: profile ?? undefined,
  })
  const people = await signUpPeople(parley.port, members, parley.setupCode)
  const floor = children.start<FloorServer>(new URL('./floor-server.ts', import.meta.url))
  const floorPort = await floor.ask('listen', text)
  const generator = children.start<FanoutGenerator>(new URL('./generator.ts', import.meta.url))
  await generator.ask('joinFloor', floorPort, members, text)
  await generator.ask('joinOurs', parley.port, people, text)
  const servers: Record<Side, () => Promise<Usage>> = {
    ours: () => parley.child.ask('usage'),
    floor: () => floor.ask('usage'),
  }
  return { servers, generator }
}
