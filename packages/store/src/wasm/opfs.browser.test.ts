import { message } from '@parley/engine/contract/subjects'
import { afterEach, describe, expect, test } from 'vitest'
import type { Steps } from './opfs-worker.fixture.ts'

/** Real files, in Workers of a real Chromium. */
const workers = new Set<Worker>()
afterEach(() => {
  for (const worker of workers) worker.terminate()
  workers.clear()
})
const start = () => {
  const worker = new Worker(new URL('./opfs-worker.fixture.ts', import.meta.url), {
    type: 'module',
  })
  workers.add(worker)
  return worker
}
function tell<S extends keyof Steps>(worker: Worker, step: S, ...args: Parameters<Steps[S]>) {
  return new Promise<Awaited<ReturnType<Steps[S]>>>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true })
    worker.addEventListener(
      'message',
      ({ data }) => ('error' in data ? reject(new Error(data.error)) : resolve(data.value)),
      { once: true },
    )
    worker.postMessage({ step, args })
  })
}
/** Files of each test have names of their own, and of each run too. */
const newKey = () => crypto.randomUUID().replaceAll('-', '')

/** The handles of a killed Worker come free a moment after it: asks until they are. */
async function openFree(key: string) {
  for (;;) {
    const worker = start()
    const opened = await tell(worker, 'open', key)
    if (opened.kind !== 'locked') return { worker, opened }
    worker.terminate()
  }
}

async function written(key: string) {
  const worker = start()
  await tell(worker, 'open', key)
  await tell(worker, 'write', 1, 1_000)
  return worker
}

test('what was written is there for the next Worker', async () => {
  const key = newKey()
  const first = await written(key)
  await tell(first, 'release')
  const next = start()
  expect(await tell(next, 'open', key)).toEqual({
    kind: 'open',
    cache: { kind: 'kept' },
    outbox: { kind: 'kept' },
  })
  expect(await tell(next, 'count')).toEqual({ items: 1_000, rows: 10 })
  expect(await tell(next, 'read', 999)).toEqual([message(999), message(998), message(997)])
})

test('a Worker that let go may open its files again', async () => {
  const key = newKey()
  const worker = await written(key)
  await tell(worker, 'release')
  expect(await tell(worker, 'open', key)).toMatchObject({ kind: 'open' })
  expect(await tell(worker, 'count')).toEqual({ items: 1_000, rows: 10 })
})

test('what is discarded leaves no word on the disk, set-aside files included, and opens anew', async () => {
  const key = newKey()
  const worker = await written(key)
  await tell(worker, 'release')
  await tell(worker, 'scribble', key, 'cache-1', 0, [1, 2, 3])
  expect(await tell(worker, 'open', key)).toMatchObject({ cache: { kind: 'rebuilt' } })
  await tell(worker, 'release')
  // The cache that was set aside holds the texts still.
  expect(await tell(worker, 'filesWith', key, ' 999')).toBeGreaterThan(0)
  await tell(worker, 'open', key)
  await tell(worker, 'release', 'discard')
  expect(await tell(worker, 'filesWith', key, '')).toBeNull()
  expect(await tell(worker, 'open', key)).toMatchObject({
    cache: { kind: 'new' },
    outbox: { kind: 'new' },
  })
  expect(await tell(worker, 'count')).toEqual({ items: 0, rows: 0 })
})

test('[P-6] files held by one Worker are locked for the other, and stay whole', async () => {
  const key = newKey()
  const holder = await written(key)
  const other = start()
  expect(await tell(other, 'open', key)).toEqual({ kind: 'locked' })
  expect(await tell(other, 'open', key)).toEqual({ kind: 'locked' })
  expect(await tell(holder, 'count')).toEqual({ items: 1_000, rows: 10 })
  await tell(holder, 'release')
  expect(await tell(other, 'open', key)).toMatchObject({ kind: 'open', outbox: { kind: 'kept' } })
  expect(await tell(other, 'count')).toEqual({ items: 1_000, rows: 10 })
})

test('[P-1] a Worker killed while it writes leaves whole transactions', async () => {
  const key = newKey()
  const worker = start()
  await tell(worker, 'open', key)
  const acknowledged = await new Promise<number>((resolve) => {
    worker.addEventListener('message', ({ data }) => {
      if (data.written >= 2_000) resolve(data.written)
    })
    worker.postMessage({ step: 'writeForever', args: [] })
  })
  worker.terminate()
  const next = await openFree(key)
  expect(next.opened).toMatchObject({ kind: 'open', cache: { kind: 'kept' } })
  const { items, rows } = await tell(next.worker, 'count')
  expect(items).toBeGreaterThanOrEqual(acknowledged)
  expect([items % 100, rows % 10]).toEqual([0, 0])
})

describe('[P-6] files in any state open, or say why not', () => {
  /** sqlite-wasm's own default. */
  const pageBytes = 8_192
  const garbage = Array.from({ length: 64 }, (_, index) => index ^ 0x5a)
  const cases = [
    {
      name: 'a cache that is no database is rebuilt, the queue stays',
      scribble: ['cache-1', 0, garbage],
      opened: { kind: 'open', cache: { kind: 'rebuilt' }, outbox: { kind: 'kept' } },
      count: { items: 0, rows: 10 },
    },
    {
      name: 'a truncated cache is rebuilt',
      scribble: ['cache-1', 2 * pageBytes, []],
      opened: { kind: 'open', cache: { kind: 'rebuilt' }, outbox: { kind: 'kept' } },
      count: { items: 0, rows: 10 },
    },
    {
      name: 'an outbox with a broken index is salvaged whole',
      scribble: ['outbox-1', 3 * pageBytes, garbage],
      opened: { kind: 'open', cache: { kind: 'kept' }, outbox: { kind: 'salvaged', rows: 10 } },
      count: { items: 1_000, rows: 10 },
    },
    {
      name: 'an outbox that is no database gives nothing, and everything still opens',
      scribble: ['outbox-1', 0, garbage],
      opened: { kind: 'open', cache: { kind: 'kept' }, outbox: { kind: 'salvaged', rows: 0 } },
      count: { items: 1_000, rows: 0 },
    },
    {
      name: 'a newer cache is left alone',
      scribble: ['cache-1', 60, [0, 0, 0, 99]],
      opened: { kind: 'newer' },
      count: null,
    },
    {
      name: 'a newer outbox is left alone',
      scribble: ['outbox-1', 60, [0, 0, 0, 99]],
      opened: { kind: 'newer' },
      count: null,
    },
  ] as const
  for (const { name, scribble, opened, count } of cases)
    test(name, async () => {
      const key = newKey()
      const worker = await written(key)
      await tell(worker, 'release')
      const [file, offset, bytes] = scribble
      await tell(worker, 'scribble', key, file, offset, [...bytes])
      expect(await tell(worker, 'open', key)).toMatchObject(opened)
      if (count) expect(await tell(worker, 'count')).toEqual(count)
      // The next start finds nothing to mend.
      if (count) {
        await tell(worker, 'release')
        expect(await tell(worker, 'open', key)).toMatchObject({
          cache: { kind: 'kept' },
          outbox: { kind: 'kept' },
        })
      }
    })
})
