import { type MessagePort, Worker } from 'node:worker_threads'
import type { Fork } from '../engine-process/supervisor.ts'

/** A thread in place of Electron's utility process; `script` is the host's own entry, or its bundle. */
export function forkThread(script: string): Fork<MessagePort> {
  return (hear) => {
    const worker = new Worker(new URL('engine-thread.ts', import.meta.url), {
      workerData: { script },
    })
    worker.on('message', (message) => hear.message(message))
    worker.on('exit', () => hear.exit())
    return {
      post: (message, port) => worker.postMessage({ message, port }, port ? [port] : []),
      kill: () => void worker.terminate(),
    }
  }
}
