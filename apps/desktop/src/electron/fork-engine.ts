import { type MessagePortMain, utilityProcess } from 'electron'
import type { Fork } from '../engine-process/supervisor.ts'

/** SQLite is synchronous: it has a process of its own, so that no window ever waits for a disk. */
export function forkEngine(script: string): Fork<MessagePortMain> {
  return (hear) => {
    const child = utilityProcess.fork(script, [], { serviceName: 'Parley engine' })
    child.on('message', (message: unknown) => hear.message(message))
    child.on('exit', () => hear.exit())
    return {
      post: (message, port) => child.postMessage(message, port ? [port] : []),
      kill: () => void child.kill(),
    }
  }
}
