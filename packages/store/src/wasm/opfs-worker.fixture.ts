/** A Worker for the browser tests: opens real files and does what it is told, one step a message. */
import { alice, entryId, message, roomId } from '@parley/engine/contract/subjects'
import { openWasm, type OpenedWasm } from './index.ts'

type Open = Extract<OpenedWasm, { kind: 'open' }>
let open: Open | null = null
const room = roomId(1)

const store = () => {
  if (!open) throw new Error('nothing is open')
  return open.store
}

const steps = {
  async open(key: string) {
    const opened = await openWasm({ key, person: alice.id })
    if (opened.kind !== 'open') return { kind: opened.kind }
    open = opened
    return { kind: opened.kind, cache: opened.cache, outbox: opened.outbox }
  },
  async release(left: 'keep' | 'discard' = 'keep') {
    await open?.release(left)
    open = null
  },
  async write(from: number, to: number) {
    const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    store().cache.tx((cache) =>
      cache.putItems(
        room,
        seqs.map((seq) => message(seq)),
      ),
    )
    store().outbox.tx((outbox) => {
      for (const seq of seqs.slice(0, 10)) {
        const body = { kind: 'message.post' as const, room, text: `t ${seq}`, replyTo: null }
        const state = { kind: 'queued' as const }
        const command = { id: entryId(seq), body }
        outbox.put({ command, lane: room, order: seq, after: [], queuedAt: 1, state })
      }
    })
  },
  /** Writes without end, so that the page may kill it in the middle. */
  async writeForever() {
    for (let seq = 1; ; seq += 100) {
      await steps.write(seq, seq + 99)
      postMessage({ written: seq + 99 })
    }
  },
  async count() {
    return {
      items: store().cache.tx((cache) => cache.itemsForward(room, 0, 1_000_000).length),
      rows: store().outbox.tx((outbox) => outbox.rows().length),
    }
  },
  async read(edge: number) {
    return store().cache.tx((cache) => cache.itemsBack(room, edge, 3))
  },
  /** How many files of the pool hold these words, whatever SQLite thinks of them; null when the pool is not there. */
  async filesWith(key: string, words: string): Promise<number | null> {
    const wanted = new TextDecoder('latin1').decode(new TextEncoder().encode(words))
    let dir = await navigator.storage.getDirectory()
    try {
      for (const name of ['parley', `parley-${key}`, '.opaque'])
        dir = await dir.getDirectoryHandle(name)
    } catch {
      return null
    }
    let found = 0
    for await (const handle of dir.values()) {
      if (!(handle instanceof FileSystemFileHandle)) continue
      const bytes = await (await handle.getFile()).arrayBuffer()
      if (new TextDecoder('latin1').decode(bytes).includes(wanted)) found += 1
    }
    return found
  },
  /** Writes bytes into a released file where `offset` is from the database's start (the pool's header is 4096 bytes). */
  async scribble(key: string, file: string, offset: number, bytes: number[]) {
    let dir = await navigator.storage.getDirectory()
    for (const name of ['parley', `parley-${key}`, '.opaque'])
      dir = await dir.getDirectoryHandle(name)
    for await (const handle of dir.values()) {
      if (!isSynchronous(handle)) continue
      const access = await handle.createSyncAccessHandle()
      const header = new Uint8Array(512)
      access.read(header, { at: 0 })
      const name = new TextDecoder().decode(header.subarray(0, header.indexOf(0)))
      if (name === `/${file}.sqlite`) {
        if (bytes.length > 0) access.write(new Uint8Array(bytes), { at: 4_096 + offset })
        else access.truncate(4_096 + offset)
        access.flush()
      }
      access.close()
    }
  },
}
export type Steps = typeof steps

/** What only Workers have, so that the page's types do not know it. */
type Synchronous = {
  createSyncAccessHandle(): Promise<{
    read(into: Uint8Array, options: { at: number }): number
    write(from: Uint8Array, options: { at: number }): number
    truncate(size: number): void
    flush(): void
    close(): void
  }>
}
function isSynchronous(handle: object): handle is Synchronous {
  return 'createSyncAccessHandle' in handle
}

addEventListener('message', ({ data }: MessageEvent<{ step: keyof Steps; args: never[] }>) => {
  const run = steps[data.step] as (...args: never[]) => Promise<unknown>
  run(...data.args).then(
    (value) => postMessage({ value }),
    (error: unknown) => postMessage({ error: String(error) }),
  )
})
