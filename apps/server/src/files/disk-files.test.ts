import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { machineClock } from '../clock.ts'
import { fileStoreContract } from './contract.ts'
import { createDiskFiles } from './disk-files.ts'

const root = mkdtempSync(join(tmpdir(), 'parley-files-'))
afterAll(() => rmSync(root, { recursive: true }))
const folder = () => mkdtempSync(join(root, 'a-'))

fileStoreContract('disk', (clock) => createDiskFiles(folder(), clock))

test('[P-12] half an upload that a crash left is gone at the next start, and never listed', async () => {
  const path = folder()
  mkdirSync(join(path, 'incoming'))
  writeFileSync(join(path, 'incoming', 'half'), 'half')
  writeFileSync(join(path, 'stray'), 'not ours')
  const store = createDiskFiles(path, machineClock)
  expect(readdirSync(join(path, 'incoming'))).toEqual([])
  for await (const page of store.list()) expect(page).toEqual([])
})

test('[P-12] while a file arrives nothing stands under a name', async () => {
  const path = folder()
  const store = createDiskFiles(path, machineClock)
  async function* slow() {
    yield Buffer.from('one')
    expect(readdirSync(path)).toEqual(['incoming'])
    yield Buffer.from('two')
  }
  await store.put(slow(), { maxBytes: 100 })
  expect(readdirSync(join(path, 'incoming'))).toEqual([])
  expect(readdirSync(path)).toHaveLength(2)
})
