import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { handClock } from '../testing/hand-clock.ts'
import type { FileHash } from './file.ts'
import type { ByteRange, FileStore } from './port.ts'

const clock = handClock(1_000_000)
const limit = { maxBytes: 1_000_000 }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as FileHash
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.alloc(64),
])

async function* streamOf(...chunks: Uint8Array[]) {
  yield* chunks
}

async function contentOf(store: FileStore, hash: FileHash, range?: ByteRange): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of (await store.open(hash, range))?.read() ?? []) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function listed(store: FileStore): Promise<FileHash[]> {
  const all: FileHash[] = []
  for await (const page of store.list()) all.push(...page)
  return all.toSorted()
}

/** What every adapter of the file store has to keep. `make` gives an empty store on the clock handed in. */
export function fileStoreContract(
  name: string,
  make: (clock: { now(): number }) => FileStore,
): void {
  describe(`the file store contract: ${name}`, () => {
    test('[F1] what is put is there whole, under its hash, with the type its bytes say', async () => {
      const store = make(clock)
      const bytes = Buffer.concat([png, Buffer.alloc(300_000, 7)])
      const put = await store.put(streamOf(bytes.subarray(0, 11), bytes.subarray(11)), limit)
      expect(put).toEqual({
        kind: 'put',
        hash: sha256(bytes),
        bytes: bytes.length,
        type: 'image/png',
      })
      expect(await contentOf(store, sha256(bytes))).toEqual(bytes)
      expect((await store.open(sha256(bytes)))?.bytes).toBe(bytes.length)
      expect(await listed(store)).toEqual([sha256(bytes)])
    })

    test('[F1] text that calls itself something else is only bytes', async () => {
      const html = Buffer.from('<!doctype html><script>alert(1)</script>')
      const put = await make(clock).put(streamOf(html), limit)
      expect(put).toMatchObject({ type: 'application/octet-stream' })
    })

    test('an empty file is a file', async () => {
      const store = make(clock)
      expect(await store.put(streamOf(), limit)).toMatchObject({ kind: 'put', bytes: 0 })
      expect(await contentOf(store, sha256(Buffer.alloc(0)))).toEqual(Buffer.alloc(0))
    })

    test('a range is a part of it, cut at its end', async () => {
      const store = make(clock)
      const bytes = Buffer.from('0123456789')
      await store.put(streamOf(bytes), limit)
      const part = async (start: number, end: number) =>
        (await contentOf(store, sha256(bytes), { start, end })).toString()
      expect(await part(2, 4)).toBe('234')
      expect(await part(8, 99)).toBe('89')
      expect(await part(50, 60)).toBe('')
    })

    test('[P-12] the limit is counted: one byte less passes, as much does not, and nothing is kept', async () => {
      const store = make(clock)
      const chunk = Buffer.alloc(500, 1)
      expect(
        await store.put(streamOf(chunk, chunk.subarray(1)), { maxBytes: 1_000 }),
      ).toMatchObject({ kind: 'put', bytes: 999 })
      const before = await listed(store)
      let asked = 0
      async function* endless() {
        for (;;) {
          asked += 1
          yield chunk
        }
      }
      expect(await store.put(endless(), { maxBytes: 1_000 })).toEqual({ kind: 'too-large' })
      expect(asked).toBe(2)
      expect(await listed(store)).toEqual(before)
    })

    test('[P-12] a source that breaks off leaves nothing', async () => {
      const store = make(clock)
      async function* broken() {
        yield png
        throw new Error('the line was cut')
      }
      await expect(store.put(broken(), limit)).rejects.toThrow('the line was cut')
      expect(await listed(store)).toEqual([])
    })

    test('the same bytes twice, also at once, are one file', async () => {
      const store = make(clock)
      await Promise.all([1, 2, 3].map(() => store.put(streamOf(png), limit)))
      expect(await listed(store)).toEqual([sha256(png)])
      expect(await contentOf(store, sha256(png))).toEqual(png)
    })

    test('[F3] dropping spares what was put since', async () => {
      let now = 1_000_000
      const store = make({ now: () => now })
      const [old, again] = [Buffer.from('old'), Buffer.from('again')]
      await store.put(streamOf(old), limit)
      await store.put(streamOf(again), limit)
      now += 10_000
      await store.put(streamOf(again), limit)
      await store.drop([sha256(old), sha256(again), sha256(png)], now - 5_000)
      expect(await listed(store)).toEqual([sha256(again)])
      expect(await store.open(sha256(old))).toBeNull()
    })
  })
}
