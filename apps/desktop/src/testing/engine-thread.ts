/**
 * Runs an engine host's script, given as `workerData.script`, in a Node thread that looks to it like an Electron utility process:
 * the same `process.parentPort`, and ports with Electron's events.
 */
import { EventEmitter } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'

const { script } = workerData as { script: string }
const parent = new EventEmitter()

function electronPort(port: MessagePort) {
  const listeners = new EventEmitter()
  port.once('close', () => listeners.emit('close'))
  return Object.assign(listeners, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => void port.on('message', (data: unknown) => listeners.emit('message', { data })),
    close: () => port.close(),
  })
}

Object.assign(process, {
  parentPort: Object.assign(parent, {
    postMessage: (message: unknown) => parentPort?.postMessage(message),
  }),
})
await import(script)
parentPort?.on('message', ({ message, port }: { message: unknown; port?: MessagePort }) =>
  parent.emit('message', { data: message, ports: port ? [electronPort(port)] : [] }),
)
