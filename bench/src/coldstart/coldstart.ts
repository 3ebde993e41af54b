import { join } from 'node:path'
import type { Bench, RunDeps } from '../bench.ts'
import { alternate } from '../measure/alternate.ts'
import { median, ratioOf } from '../measure/figures.ts'
import type { CacheBuilder } from './builder.ts'
import type { Opened, Opener } from './opener.ts'

const rooms = 2_000
const people = 500

export const coldstart: Bench = {
  name: 'coldstart',
  work: `a cache of 10k and of 1,000,000 messages in ${rooms} rooms, offline: from opening the files to the first room's rows`,
  against: 'the same three queries, bare, to the same file',
  ratioOf: 'time at the larger cache',
  goal: { best: 'low', goal: 1.2, limit: 3 },
  async run(deps) {
    const sizes = deps.quick ? [10_000, 50_000] : [10_000, 1_000_000]
    const results: Measured[] = []
    for (const messages of sizes) results.push(await measure(deps, messages))
    const [small, large] = results
    if (!small || !large) throw new Error('nothing was measured')
    const figures = (side: 'ours' | 'floor') =>
      Object.fromEntries(results.map((result) => [`msAt${result.messages}`, median(result[side])]))
    return {
      ratio: ratioOf(large.ours, large.floor),
      ours: figures('ours'),
      floor: figures('floor'),
      floorRuns: large.floor,
      remarks: [
        `at ${small.messages}: ${ratioOf(small.ours, small.floor).toFixed(2)}x`,
        `${large.messages} against ${small.messages}: ${ratioOf(large.ours, small.ours).toFixed(2)}x (goal 1.05x)`,
      ],
    }
  },
}

type Measured = { messages: number; ours: number[]; floor: number[] }

async function measure(deps: RunDeps, messages: number): Promise<Measured> {
  const { children, scratch, realData, tell } = deps
  const dir = scratch.path(`cache-${messages}`)
  tell(`${messages} messages: building the cache`)
  const builder = children.start<CacheBuilder>(new URL('./builder.ts', import.meta.url))
  const person = await builder.ask('build', { dir, messages, rooms, people, realData })
  await builder.stop()
  const runs = await alternate(deps.quick ? 3 : 11, {
    ours: () => once(deps, (opener) => opener.ask('ours', dir, person)),
    floor: () => once(deps, (opener) => opener.ask('floor', join(dir, 'k.cache-1.sqlite'))),
  })
  const times = (opened: Opened[]) => opened.map(({ ms }) => ms)
  for (const { rooms: listed, rows } of [...runs.ours, ...runs.floor])
    if (listed !== rooms || rows === 0)
      throw new Error(`${listed} rooms and ${rows} rows were shown`)
  return { messages, ours: times(runs.ours), floor: times(runs.floor) }
}

/** Each start in a new process: a cold one has compiled nothing. */
async function once(
  { children }: RunDeps,
  ask: (opener: ReturnType<typeof children.start<Opener>>) => Promise<Opened>,
): Promise<Opened> {
  const opener = children.start<Opener>(new URL('./opener.ts', import.meta.url))
  try {
    return await ask(opener)
  } finally {
    await opener.stop()
  }
}
