/** The switcher in a process of its own: everything stands, nothing was searched yet. */
import type { Query } from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import Database from 'better-sqlite3'
import { matchSorter } from 'match-sorter'
import { openOffline } from '../coldstart/offline-engine.ts'
import { answer } from '../processes/answering.ts'

export type Searched = { openMs: number; lettersMs: number[]; names: number }

/** As many as the interface shows. */
const limit = 40

const handlers = {
  /** As the page asks: the list stands, the switcher opens, each letter is another question. */
  ours(dir: string, person: PersonId, texts: readonly string[]): Searched {
    const { api, shown } = openOffline(dir, person)
    let lastId = 0
    // A subscription is answered before its call returns; what crosses to the page is its JSON.
    const ask = (query: Query) => {
      const began = performance.now()
      void api.subscribe((lastId += 1), query)
      JSON.stringify(shown.get(lastId))
      return performance.now() - began
    }
    ask({ name: 'rooms', args: {} })
    const find = (text: string, most = limit) => ask({ name: 'find', args: { text, limit: most } })
    const openMs = find('')
    // The first letter is what makes every name plain: it counts as a letter.
    const lettersMs = texts.map((text) => {
      const ms = find(text)
      void api.unsubscribe(lastId)
      return ms
    })
    find('e', Number.MAX_SAFE_INTEGER)
    return { openMs, lettersMs, names: shown.get(lastId)?.order?.length ?? 0 }
  },

  floor(file: string, texts: readonly string[]): Searched {
    const cache = new Database(file, { readonly: true })
    const beganOpen = performance.now()
    const titles = cache.prepare(`select title from rooms where title <> '' order by last_at desc`)
    const people = cache.prepare('select name from people')
    const names = [titles, people].flatMap((read) => read.pluck().all() as string[])
    const openMs = performance.now() - beganOpen
    const lettersMs = texts.map((text) => {
      const began = performance.now()
      const found = text
        .split(' ')
        .reduceRight<string[]>((left, word) => matchSorter(left, word), names)
      JSON.stringify(found.slice(0, limit))
      return performance.now() - began
    })
    cache.close()
    return { openMs, lettersMs, names: names.length }
  },
}
export type Searcher = typeof handlers

answer(handlers)
