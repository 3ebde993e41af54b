/** The engine's own process, an Electron `utilityProcess`: SQLite and the sync socket, away from every window. */
import { v7 } from 'uuid'
import { portWire } from '../electron/port-wire.ts'
import { createHost } from './host.ts'
import { accountOpener } from './open-account.ts'

const main = process.parentPort
const hear = createHost({
  openAccount: accountOpener({
    Socket: WebSocket,
    clock: {
      now: () => Date.now(),
      setTimer(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    chance: { id: () => v7(), random: () => Math.random() },
    // The stack says where; the message may hold what somebody wrote.
    onFault: (error) =>
      console.error('engine fault', error instanceof Error ? error.stack?.split('\n')[1] : ''),
    // The main process starts a new one, the page opens its account there, and the store mends it.
    onDamage: () => process.exit(1),
  }),
  answer: (message) => main.postMessage(message),
})
main.on('message', ({ data, ports: [port] }) => hear(data, port ? portWire(port) : null))
