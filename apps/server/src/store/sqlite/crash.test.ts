import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lineage, roomIdOf } from '../contract/bodies.ts'
import { createSqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'))
afterAll(() => rmSync(folder, { recursive: true }))

const kills = 8

/** Runs the child until it has acknowledged so many entries, kills it, and gives all that it acknowledged. */
function runUntilKilled(file: string, run: number, entries: number): Promise<Map<number, string>> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'testing/crash-child.ts'), file, String(run)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      output += text
      if (output.split('\n').length > entries) child.kill('SIGKILL')
    })
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error('the child ended by itself'))
      // What follows the last line end was cut off by the kill.
      const lines = output.slice(0, output.lastIndexOf('\n')).split('\n')
      resolve(new Map(lines.map((line) => [Number(line.split(' ')[0]), line.split(' ')[1] ?? ''])))
    })
  })
}

test('[L2] killed in the middle of commits, every acknowledged entry is there, dense', async () => {
  const file = join(folder, 'crash.db')
  const room = roomIdOf(1)
  const acknowledged = new Map<number, string>()
  for (let run = 1; run <= kills; run += 1) {
    const now = await runUntilKilled(file, run, 40 + run * 37)
    for (const [seq, id] of now) acknowledged.set(seq, id)
    const store = createSqliteStore({ file, newLineage: () => lineage })
    const head = store.read.head(room)?.seq ?? 0
    const entries = store.read
      .entryTexts(room, 0, head)
      .map((text) => JSON.parse(text) as { seq: number; id: string })
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(entries).toHaveLength(head)
    const kept = new Map(entries.map(({ seq, id }) => [seq, id]))
    expect([...acknowledged].filter(([seq, id]) => kept.get(seq) !== id)).toEqual([])
    store.close()
  }
}, 60_000)
