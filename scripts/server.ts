/** `npm run server`: the server as it runs in production. It gets the options as they are; its `--help` lists them. */
import { buildClient } from './client-build.ts'
import { serverMain } from './places.ts'
import { Processes } from './processes.ts'
import { complaint } from './steps.ts'

const processes = new Processes()
processes.endOnSignal(0)

try {
  const options = process.argv.slice(2)
  if (!options.includes('--help')) await buildClient(processes)
  process.exitCode = (await processes.node(serverMain, options, { echo: true })).code
} catch (error) {
  process.stderr.write(`${complaint(error)}\n`)
  process.exitCode = 1
}
