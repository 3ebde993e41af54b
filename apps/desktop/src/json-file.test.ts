import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { jsonFile } from './json-file.ts'

let dir: string
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'parley-json-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const schema = z.strictObject({ n: z.number() })
const open = () => jsonFile(join(dir, 'deep/x.json'), schema, { n: 0 })

test('a missing file reads as empty', () => expect(open().read()).toEqual({ n: 0 }))

test('what was written is read by the next start', () => {
  open().write({ n: 7 })
  expect(open().read()).toEqual({ n: 7 })
  expect(existsSync(join(dir, 'deep/x.json.new'))).toBe(false)
})

test.skipIf(process.platform === 'win32')('only its owner may read it', () => {
  open().write({ n: 7 })
  expect(statSync(join(dir, 'deep/x.json')).mode & 0o777).toBe(0o600)
})

test.each(['', '{', 'null', '{"n":"7"}', '{"n":7,"more":1}'])(
  'a damaged file (%j) is set aside and reads as empty',
  (text) => {
    const path = join(dir, 'deep/x.json')
    open().write({ n: 7 })
    writeFileSync(path, text)
    expect(open().read()).toEqual({ n: 0 })
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text)
    open().write({ n: 8 })
    expect(open().read()).toEqual({ n: 8 })
  },
)
