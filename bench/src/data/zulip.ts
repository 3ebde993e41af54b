import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { textOfHtml } from './html-text.ts'
import type { Said, TalkShape } from './talk.ts'
import { tarFiles } from './tar.ts'

const archive = 'zulip-lean-large.tar.xz'
/** A message longer than a server takes is cut. */
const maxChars = 8_000

/** As much of a record as is used. */
type Record = { id: number; timestamp: number; sender_full_name: string; content: string }

/**
 * The real talk, unpacked on the fly and never kept: one topic is one room, and when it ends it begins again in other rooms. A
 * moved topic stands in the archive twice: ids that were met before are skipped.
 */
export async function* zulipTalk(folder: string, shape: TalkShape): AsyncGenerator<Said, void> {
  const path = join(folder, archive)
  if (!existsSync(path)) throw new Error(`PARLEY_DATA: there is no ${archive} in ${folder}`)
  for (let round = 0; ; round += 1) {
    let found = false
    for await (const said of once(path, shape, round)) {
      found = true
      yield said
    }
    if (!found) throw new Error(`PARLEY_DATA: ${path} holds no messages`)
  }
}

async function* once(path: string, shape: TalkShape, round: number): AsyncGenerator<Said, void> {
  const seen = new Set<number>()
  const authors = new Map<string, number>()
  let topic = 0
  const unpacking = spawn('xz', ['--decompress', '--stdout', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const failed = new Promise<never>((_, reject) => unpacking.once('error', reject))
  // Whoever stops reading early is not told that `xz` was ended.
  failed.catch(() => {})
  try {
    const files = tarFiles(unpacking.stdout as Readable)
    for (;;) {
      const file = await Promise.race([files.next(), failed])
      if (file.done) return
      if (!file.value.name.endsWith('.json')) continue
      topic += 1
      const room = (topic + round * 7) % shape.rooms
      for (const record of JSON.parse(file.value.content.toString('utf8')) as Record[]) {
        if (seen.has(record.id)) continue
        seen.add(record.id)
        const name = record.sender_full_name
        const author = authors.get(name) ?? authors.size
        authors.set(name, author)
        const text = textOfHtml(record.content).slice(0, maxChars)
        if (text === '') continue
        yield { room, author: author % shape.authors, at: record.timestamp * 1000, text }
      }
    }
  } finally {
    unpacking.kill()
  }
}
