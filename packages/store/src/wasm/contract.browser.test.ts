import { expect, test } from 'vitest'
import type { Ended } from './contract-worker.fixture.ts'

test('the store keeps the contract on the private file system of a real browser', async () => {
  const worker = new Worker(new URL('./contract-worker.fixture.ts', import.meta.url), {
    type: 'module',
  })
  const ends = await new Promise<Ended[]>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.addEventListener('message', ({ data }) =>
      'ends' in data ? resolve(data.ends) : reject(new Error(data.error)),
    )
    worker.postMessage('start')
  })
  worker.terminate()
  expect(ends.filter(({ state }) => state !== 'pass')).toEqual([])
  expect(ends.length).toBeGreaterThan(20)
})
