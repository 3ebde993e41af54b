import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { tarFiles } from './tar.ts'

function entry(name: string, content: string, type = '0', prefix = ''): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124)
  header.write(type, 156)
  header.write(prefix, 345)
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
  body.write(content)
  return Buffer.concat([header, body])
}

async function read(bytes: Buffer, step: number): Promise<[string, string][]> {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += step) pieces.push(bytes.subarray(at, at + step))
  const files: [string, string][] = []
  for await (const { name, content } of tarFiles(Readable.from(pieces)))
    files.push([name, content.toString()])
  return files
}

const long = `a/${'n'.repeat(140)}.json`
const tar = Buffer.concat([
  entry('folder/', '', '5'),
  entry('a/.E2.9C.94.json', '[1]'),
  entry('././@LongLink', `${long}\0`, 'L'),
  entry('cut short', 'x'.repeat(1000)),
  entry('pax', `${12 + 11} path=a/ä in pax.json\n`, 'x'),
  entry('cut short too', ''),
  entry('b.json', '[2]', '0', 'deep/er'),
  Buffer.alloc(1024),
])

test.each([1, 100, 512, 100_000])(
  'every file has its whole name, in pieces of %i bytes',
  async (step) => {
    expect(await read(tar, step)).toEqual([
      ['a/.E2.9C.94.json', '[1]'],
      [long, 'x'.repeat(1000)],
      ['a/ä in pax.json', ''],
      ['deep/er/b.json', '[2]'],
    ])
  },
)

test('a stream that ends inside a file is an error', async () => {
  await expect(read(tar.subarray(0, 512 * 4), 100)).rejects.toThrow('ends early')
})
