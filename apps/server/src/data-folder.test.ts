import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'
import { Problem } from './problem.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-data-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test('a folder is made with all its parents, and its secret stays the same', () => {
  const path = join(root, 'a', 'b')
  const first = openDataFolder(path)
  first.release()
  const again = openDataFolder(path)
  again.release()
  expect(again.secret).toBe(first.secret)
  expect(first.secret).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(join(path, 'secret')).mode & 0o077).toBe(0)
})

test('a folder in use is refused, and free again once released', () => {
  const first = openDataFolder(root)
  expect(() => openDataFolder(root)).toThrow(/in use by another Parley process/)
  first.release()
  openDataFolder(root).release()
})

test.each([
  ['a file', (path: string) => writeFileSync(path, '')],
  ['in a place that takes nothing', () => {}],
])('what cannot be a folder is named: %s', (name, prepare) => {
  const path = name === 'a file' ? join(root, 'file', 'x') : '/proc/parley-test'
  prepare(join(root, 'file'))
  expect(() => openDataFolder(path)).toThrow(Problem)
})
