import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import type { Bench, RunDeps } from '../bench.ts'
import { alternate } from '../measure/alternate.ts'
import { median, ratioOf } from '../measure/figures.ts'
import { buildFloor, buildOurs, kilobytes, type Built } from './built.ts'
import { firstPaint } from './paint.ts'
import { servePage, type PageServer } from './page-server.ts'

export const bundle: Bench = {
  name: 'bundle',
  work: 'the first load of the client, nobody signed in: bytes of gzip, and script time to the first paint in Chromium',
  against: 'a React hello world, built by the same Vite',
  ratioOf: 'bytes before lazy parts',
  goal: { best: 'low', goal: 2.5, limit: 5 },
  async run(deps) {
    deps.tell('building both')
    const ours = await buildOurs(deps.scratch.path('ours'))
    const floor = await buildFloor(deps.scratch.path('floor'))
    const paints = await paintBoth(deps, ours, floor)
    const ratio = firstLoad(ours) / firstLoad(floor)
    const scripts = (side: 'ours' | 'floor') => paints[side].map(({ scriptMs }) => scriptMs)
    return {
      ratio,
      ours: {
        firstLoadKb: firstLoad(ours),
        roomsKb: kilobytes(ours, (path) => /^assets\/rooms-.*\.js$/.test(path)),
        workerKb: kilobytes(ours, (path) => /^assets\/main-.*\.js$/.test(path)),
        sqliteKb: kilobytes(ours, (path) => path.endsWith('.wasm')),
        emojiNamesKb: kilobytes(ours, (path) => /^assets\/emoji-.*\.js$/.test(path)),
        ...times(paints.ours),
      },
      floor: { firstLoadKb: firstLoad(floor), ...times(paints.floor) },
      floorRuns: scripts('floor'),
      remarks: [
        `script time to the first paint: ${ratioOf(scripts('ours'), scripts('floor')).toFixed(2)}x`,
        `with the rooms, which load beside the engine's Worker once someone is signed in: ${(
          (firstLoad(ours) + kilobytes(ours, (path) => /^assets\/rooms-.*\.js$/.test(path))) /
          firstLoad(floor)
        ).toFixed(2)}x`,
      ],
    }
  },
}

const firstLoad = (built: Built) => kilobytes(built, (path) => built.first.includes(path))

const times = (paints: readonly { paintMs: number; scriptMs: number }[]) => ({
  scriptMs: median(paints.map(({ scriptMs }) => scriptMs)),
  paintMs: median(paints.map(({ paintMs }) => paintMs)),
})

async function paintBoth({ quick, tell }: RunDeps, ours: Built, floor: Built) {
  const executablePath = [process.env['PARLEY_CHROMIUM'], '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  )
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  const servers: PageServer[] = []
  const side = async (built: Built, heading: string) => {
    const server = await servePage(built.dir)
    servers.push(server)
    return async () => {
      const painted = await firstPaint(browser, server.address, heading)
      counted(built, server.asked())
      return painted
    }
  }
  try {
    return await alternate(
      quick ? 3 : 15,
      { ours: await side(ours, 'Sign in'), floor: await side(floor, 'Hello world') },
      tell,
    )
  } finally {
    for (const server of servers) server.close()
    await browser.close()
  }
}

/** Throws when the page drew itself from more than is counted as its first load. */
function counted({ first }: Built, asked: readonly string[]): void {
  const code = asked.filter((path) => /\.(?:js|css)$/.test(path))
  const more = code.filter((path) => !first.includes(path) && !path.includes('workbox-window'))
  if (more.length > 0) throw new Error(`the first load also took ${more.join(', ')}`)
}
