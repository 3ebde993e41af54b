/**
 * A Worker that runs the engine's contract suite on real files. Vitest runs in the page, which has no synchronous ones, so this
 * starts vitest's own runner a second time, here, and posts how each test ended.
 */
import { storeContract } from '@parley/engine/contract'
import { startTests } from 'vitest/internal/browser'
import { openWasm, type OpenedWasm } from './index.ts'

export type Ended = { name: string; state: string; error: string | null }

type Runner = Parameters<typeof startTests>[1]
type Task = Awaited<ReturnType<typeof startTests>>[number]['tasks'][number]

const config = {
  root: '/',
  setupFiles: [],
  sequence: { seed: 1, hooks: 'stack', setupFiles: 'list', concurrent: false, shuffle: false },
  maxConcurrency: 1,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 0,
  tags: [],
  expect: {},
}

function suite(): void {
  storeContract('private file system', () => {
    const key = crypto.randomUUID().replaceAll('-', '')
    let open: Extract<OpenedWasm, { kind: 'open' }> | null = null
    return {
      async open(person) {
        await open?.release('keep')
        const opened = await openWasm({ key, person })
        if (opened.kind !== 'open') throw new Error(opened.kind)
        open = opened
        return opened.store
      },
      remove: () => open?.release('discard'),
    }
  })
}

function endsOf(task: Task): Ended[] {
  const error = task.result?.errors?.[0]?.message ?? null
  const own = { name: task.name, state: task.result?.state ?? 'never run', error }
  return task.type === 'suite' ? [...task.tasks.flatMap(endsOf), ...(error ? [own] : [])] : [own]
}

addEventListener('message', () => {
  // `expect` looks here for where it is.
  Object.assign(globalThis, { __vitest_worker__: { config, filepath: '/contract', ctx: {} } })
  const runner = { config, importFile: async () => suite() }
  // The runner's full type is that of vitest's own pages; what is left out is not asked for by these tests.
  startTests(['/contract'], runner as unknown as Runner).then(
    (files) => postMessage({ ends: files.flatMap((file) => file.tasks.flatMap(endsOf)) }),
    (error: unknown) => postMessage({ error: String(error) }),
  )
})
