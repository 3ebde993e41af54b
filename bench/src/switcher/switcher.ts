import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import type { CacheBuilder } from '../coldstart/builder.ts'
import { alternate } from '../measure/alternate.ts'
import { median, quantile, ratioOf } from '../measure/figures.ts'
import type { Searched, Searcher } from './searcher.ts'

const rooms = 2_000
const people = 5_000
/** What a person waits for without noticing. */
const aimMs = 50

/** Typed a letter at a time: a title's start, a middle, two words, letters in order, an accent, no hit at all. */
const typed = ['review', 'contr', 'feed meet', 'mlst', 'änder', 'rechnung draft', 'zzzz']

export const switcher: Bench = {
  name: 'switcher',
  work: `the quick switcher among ${rooms} rooms and ${people} people, offline: each letter until its rows are there`,
  against: 'match-sorter alone over the same names, read by two queries',
  ratioOf: 'time a letter, median',
  goal: { best: 'low', goal: 1.3, limit: 3 },
  async run({ children, scratch, quick, realData, tell }) {
    const dir = scratch.path('cache')
    tell('building the cache')
    const builder = children.start<CacheBuilder>(
      new URL('./../coldstart/builder.ts', import.meta.url),
    )
    const person = await builder.ask('build', { dir, messages: 10_000, rooms, people, realData })
    await builder.stop()
    const texts = typed.flatMap((word) =>
      Array.from({ length: word.length }, (_, index) => word.slice(0, index + 1)),
    )
    const searcher = () => children.start<Searcher>(new URL('./searcher.ts', import.meta.url))
    const once = async (ask: (child: ReturnType<typeof searcher>) => Promise<Searched>) => {
      const child = searcher()
      try {
        return await ask(child)
      } finally {
        await child.stop()
      }
    }
    const runs = await alternate(quick ? 2 : 9, {
      ours: () => once((child) => child.ask('ours', dir, person, texts)),
      floor: () => once((child) => child.ask('floor', join(dir, 'k.cache-1.sqlite'), texts)),
    })
    const letters = (side: Searched[]) => side.flatMap(({ lettersMs }) => lettersMs)
    const figures = (side: Searched[]) => ({
      openMs: median(side.map(({ openMs }) => openMs)),
      letterMs: median(letters(side)),
      letterP99Ms: quantile(letters(side), 0.99),
    })
    const ours = figures(runs.ours)
    return {
      ratio: ratioOf(letters(runs.ours), letters(runs.floor)),
      ours,
      floor: figures(runs.floor),
      floorRuns: runs.floor.map(({ lettersMs }) => median(lettersMs)),
      remarks: [
        `p99 of a letter ${ours.letterP99Ms.toFixed(1)} ms, opening ${ours.openMs.toFixed(1)} ms (aim ${aimMs} ms each)`,
        `${runs.ours[0]?.names ?? 0} places to go, ${texts.length} letters a run`,
      ],
    }
  },
}
