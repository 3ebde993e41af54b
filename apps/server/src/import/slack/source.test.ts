import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zip } from './fixtures/zip.ts'
import type { ZipEntry } from './fixtures/zip.ts'
import { openExportSource } from './open-source.ts'
import { defaultSourceLimits } from './source.ts'
import type { ExportSource } from './source.ts'

let folder: string
const open: ExportSource[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-slack-'))
})
afterEach(async () => {
  for (const source of open.splice(0)) await source.close()
  await rm(folder, { recursive: true })
})

async function openKept(path: string, limits = defaultSourceLimits): Promise<ExportSource> {
  const source = await openExportSource(path, limits)
  open.push(source)
  return source
}

async function openZip(entries: ZipEntry[], limits = defaultSourceLimits): Promise<ExportSource> {
  const path = join(folder, 'export.zip')
  await writeFile(path, zip(entries))
  return openKept(path, limits)
}

async function contents(source: ExportSource): Promise<[string, string][]> {
  const read: [string, string][] = []
  for (const file of source.files) {
    const result = await source.read(file)
    read.push([file.path, file.refused ?? (result.ok ? result.text : result.reason)])
  }
  return read
}

describe('a folder as source', () => {
  it('lists every file by path and reads it, without the byte order mark', async () => {
    await mkdir(join(folder, 'b'))
    await writeFile(join(folder, 'b', 'x.json'), '\ufeff[]')
    await writeFile(join(folder, 'a.json'), Buffer.from('\ufeff[1]', 'utf16le'))
    expect(await contents(await openKept(folder))).toEqual([
      ['a.json', '[1]'],
      ['b/x.json', '[]'],
    ])
  })

  it('follows no link, to a file or to a folder', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'parley-outside-'))
    await writeFile(join(outside, 'secret.json'), '["secret"]')
    await symlink(join(outside, 'secret.json'), join(folder, 'file.json'))
    await symlink(outside, join(folder, 'general'))
    expect(await contents(await openKept(folder))).toEqual([
      ['file.json', 'link'],
      ['general', 'link'],
    ])
    await rm(outside, { recursive: true })
  })

  it('a file that became a link after listing is not read', async () => {
    await writeFile(join(folder, 'a.json'), '[]')
    const source = await openKept(folder)
    await rm(join(folder, 'a.json'))
    await symlink('/etc/hostname', join(folder, 'a.json'))
    expect(await contents(source)).toEqual([['a.json', 'unreadable']])
  })

  it('a file above the limit is refused, and one that grew is cut off while reading', async () => {
    await writeFile(join(folder, 'big.json'), 'x'.repeat(11))
    await writeFile(join(folder, 'grows.json'), 'x')
    const source = await openKept(folder, { ...defaultSourceLimits, maxFileBytes: 10 })
    await writeFile(join(folder, 'grows.json'), 'x'.repeat(11))
    expect(await contents(source)).toEqual([
      ['big.json', 'too-large'],
      ['grows.json', 'too-large'],
    ])
  })

  it('more files than the limit are refused as a whole', async () => {
    for (const name of ['a', 'b', 'c']) await writeFile(join(folder, name), '')
    const opening = openExportSource(folder, { ...defaultSourceLimits, maxFiles: 2 })
    await expect(opening).rejects.toMatchObject({ code: 'too-many-files' })
  })
})

describe('a zip as source', () => {
  it('lists its files by path and reads each, compressed or stored', async () => {
    const source = await openZip([
      { name: 'top/', content: '' },
      { name: 'top/general/2020-01-01.json', content: '[2]' },
      { name: 'top/channels.json', content: '[1]', stored: true },
      { name: 'top/käse/2020-01-01.json', content: '' },
    ])
    expect(await contents(source)).toEqual([
      ['top/channels.json', '[1]'],
      ['top/general/2020-01-01.json', '[2]'],
      ['top/käse/2020-01-01.json', ''],
    ])
  })

  it('names that lead outside, links and locked files are listed and never read', async () => {
    const source = await openZip([
      { name: '../../etc/2020-01-01.json', content: '[]' },
      { name: '/etc/passwd', content: 'x' },
      { name: 'C:\\Windows\\x.json', content: 'x' },
      { name: 'a/../../b.json', content: '[]' },
      { name: 'nul\0.json', content: '[]' },
      { name: 'link.json', content: '/etc/passwd', link: true },
      { name: 'locked.json', content: '[]', encrypted: true },
    ])
    expect(Object.fromEntries(await contents(source))).toEqual({
      '../../etc/2020-01-01.json': 'unsafe-path',
      '/etc/passwd': 'unsafe-path',
      'C:/Windows/x.json': 'unsafe-path',
      'a/../../b.json': 'unsafe-path',
      'nul\0.json': 'unsafe-path',
      'link.json': 'link',
      'locked.json': 'unreadable',
    })
  })

  it('a bomb is refused by its announced size, and stopped where it announced less', async () => {
    const bomb = Buffer.alloc(5_000_000)
    const source = await openZip(
      [
        { name: 'honest.json', content: bomb },
        { name: 'liar.json', content: bomb, claimedBytes: 100 },
        { name: 'short.json', content: '[]', claimedBytes: 100 },
      ],
      { ...defaultSourceLimits, maxFileBytes: 1_000_000 },
    )
    expect(await contents(source)).toEqual([
      ['honest.json', 'too-large'],
      ['liar.json', 'unreadable'],
      ['short.json', 'unreadable'],
    ])
  })

  it('what is no zip, a cut one, and a missing path each say so', async () => {
    await writeFile(join(folder, 'not.zip'), 'PK maybe')
    const whole = zip([{ name: 'a.json', content: '[]' }])
    // The end record stands, the listing before it does not.
    const damaged = Buffer.from(whole)
    damaged.fill(0, whole.length - 74, whole.length - 70)
    await writeFile(join(folder, 'damaged.zip'), damaged)
    await writeFile(join(folder, 'cut.zip'), whole.subarray(0, whole.length - 30))
    for (const [name, code] of [
      ['not.zip', 'broken-zip'],
      ['damaged.zip', 'broken-zip'],
      ['cut.zip', 'broken-zip'],
      ['gone', 'not-found'],
    ] as const)
      await expect(openExportSource(join(folder, name))).rejects.toMatchObject({ code })
  })

  it('more entries than the limit are refused as a whole', async () => {
    const entries = ['a', 'b', 'c'].map((name) => ({ name, content: '' }))
    const opening = openZip(entries, { ...defaultSourceLimits, maxFiles: 2 })
    await expect(opening).rejects.toMatchObject({ code: 'too-many-files' })
  })
})
