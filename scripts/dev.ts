/** `npm run dev`: the server and the client, each restarted or reloaded when its sources change. */
import { clientDir, serverMain, toolScript } from './places.ts'
import { Processes } from './processes.ts'

const clientAddress = 'http://localhost:5173'
const serverPort = '4180'

const processes = new Processes()
processes.endOnSignal(0)

// The page comes from Vite, which passes /api and the socket on; the server must take Vite's origin for its own.
const server = ['--port', serverPort, '--data', 'data', '--sample', '--url', clientAddress]
const programs = [
  processes.run(process.execPath, ['--watch', '--watch-preserve-output', serverMain, ...server], {
    echo: true,
  }),
  processes.node(toolScript('vite'), ['--port', '5173', '--strictPort'], {
    cwd: clientDir,
    env: { PARLEY_DEV_SERVER: `http://localhost:${serverPort}` },
    echo: true,
  }),
]

// Neither is of use alone: the first to end takes the other with it.
process.exitCode = (await Promise.race(programs)).code
await processes.endAll()
