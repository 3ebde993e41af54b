import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RoomId } from '@parley/protocol'
import type { Bench, Figures, RunDeps } from '../bench.ts'
import { alternate } from '../measure/alternate.ts'
import { median, ratioOf } from '../measure/figures.ts'
import { copyDatabase } from '../processes/copy-database.ts'
import { startParley } from '../processes/parley-server.ts'
import { signUpPeople, type SignedUp } from '../wire/people.ts'
import type { CatchUpFloor } from './floor.ts'
import type { CatchUpReader } from './reader.ts'
import type { CatchUpWriter } from './writer.ts'

/** A room further behind than 2,000 gets a snapshot instead of its entries: what is missed is spread over many. */
const roomCount = 100
/** Entries of each room that the reader had before: its creation alone. */
const had = 1
const cacheFile = 'k.cache-1.sqlite'

export const catchup: Bench = {
  name: 'catchup',
  work: `1k, 10k and 100k missed entries, over ${roomCount} rooms, into the cache of a client that comes back`,
  against:
    'a bare SELECT where the server is and a bare INSERT where the client is, at the same time',
  ratioOf: 'time at the largest number',
  goal: { best: 'low', goal: 1.3, limit: 3 },
  async run(deps) {
    const numbers = deps.quick ? [500, 5_000] : [1_000, 10_000, 100_000]
    const setting = await begin(deps)
    const results: Measured[] = []
    let posted = 0
    for (const missed of numbers) {
      deps.tell(`${missed} missed: writing them`)
      await setting.writer.ask('post', missed - posted)
      posted = missed
      results.push(await measure(deps, setting, missed))
    }
    const largest = results.at(-1)
    const smallest = results[0]
    if (!largest || !smallest) throw new Error('nothing was measured')
    const named = (pick: (result: Measured) => Figures): Figures =>
      Object.fromEntries(results.flatMap((result) => Object.entries(pick(result))))
    return {
      ratio: ratioOf(largest.ours, largest.floor),
      ours: named(({ missed, ours, firstRoom, clientCpu }) => ({
        [`msFor${missed}`]: median(ours),
        [`firstRoomMsOf${missed}`]: median(firstRoom),
        [`clientCpuShareFor${missed}`]: median(clientCpu),
      })),
      floor: named(({ missed, floor }) => ({ [`msFor${missed}`]: median(floor) })),
      floorRuns: largest.floor,
      remarks: [
        ...results.map(
          ({ missed, ours, floor }) => `${missed} missed: ${ratioOf(ours, floor).toFixed(2)}x`,
        ),
        `first room at ${largest.missed} against ${smallest.missed}: ${ratioOf(largest.firstRoom, smallest.firstRoom).toFixed(2)}x (goal: flat)`,
      ],
    }
  },
}

type Measured = Awaited<ReturnType<typeof measure>>
type Setting = Awaited<ReturnType<typeof begin>>

/** The server, its rooms, and a client that has caught up with all of them before anything was said. */
async function begin({ children, scratch, profile, realData, tell }: RunDeps) {
  const data = scratch.path('server')
  tell('starting the server')
  const { port, setupCode } = await startParley(children, { data, profile: profile ?? undefined })
  const [writerIs, reader] = await signUpPeople(port, 2, setupCode)
  if (!writerIs || !reader) throw new Error('nobody signed up')
  const writer = children.start<CatchUpWriter>(new URL('./writer.ts', import.meta.url))
  const rooms = await writer.ask('join', {
    port,
    writer: writerIs,
    reader,
    rooms: roomCount,
    realData,
  })
  const client = children.start<CatchUpReader>(new URL('./reader.ts', import.meta.url))
  const baseline = scratch.path('baseline')
  const [open] = rooms
  if (!open) throw new Error('there is no room')
  await client.ask('catchUp', { port, reader, dir: baseline, open, head: had })
  const source = children.start<CatchUpFloor>(new URL('./floor.ts', import.meta.url))
  const target = children.start<CatchUpFloor>(new URL('./floor.ts', import.meta.url))
  return { data, port, reader, open, baseline, writer, client, source, target }
}

async function measure({ scratch, quick, tell }: RunDeps, setting: Setting, missed: number) {
  const { client, source, target, baseline } = setting
  const work = scratch.path('client')
  const fresh = () => {
    rmSync(work, { recursive: true, force: true })
    cpSync(baseline, work, { recursive: true })
    return work
  }
  const asked = askedOf(setting, work, missed)
  fresh()
  await client.ask('catchUp', asked)
  const loaded = await target.ask('load', join(work, cacheFile), had)
  if (loaded !== missed) throw new Error(`${loaded} of ${missed} entries reached the cache`)
  await source.ask('openSource', copyDatabase(setting.data, scratch.path(`source-${missed}`)))

  const runs = await alternate(
    quick ? 2 : 5,
    {
      async ours() {
        fresh()
        return client.ask('catchUp', asked)
      },
      async floor() {
        const file = join(fresh(), cacheFile)
        const both = await Promise.all([source.ask('select', had), target.ask('insert', file)])
        return { ms: Math.max(...both), firstRoomMs: 0, cpu: 0 }
      },
    },
    (line) => tell(`${missed} missed: ${line}`),
  )
  return {
    missed,
    ours: runs.ours.map((run) => run.ms),
    floor: runs.floor.map((run) => run.ms),
    firstRoom: runs.ours.map((run) => run.firstRoomMs),
    clientCpu: runs.ours.map((run) => run.cpu),
  }
}

function askedOf(
  { port, reader, open }: Setting,
  dir: string,
  missed: number,
): { port: number; reader: SignedUp; dir: string; open: RoomId; head: number } {
  return { port, reader, dir, open, head: had + Math.ceil(missed / roomCount) }
}
