/** `npm start`: sets everything up, runs the server and opens Parley. Installing has happened in run.mjs. */
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { buildClient } from './client-build.ts'
import { openParley } from './opening.ts'
import { serverMain } from './places.ts'
import { Processes } from './processes.ts'
import { type StartOptions, startHelp, startOptions } from './start-options.ts'
import { complaint, StepFailed, step } from './steps.ts'

const processes = new Processes()
processes.endOnSignal(0)

try {
  const options = startOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(startHelp)
  else await start(options)
} catch (error) {
  process.stderr.write(`${complaint(error)}\n`)
  await processes.endAll()
  process.exitCode = 1
}

async function start(options: StartOptions): Promise<void> {
  await step('build client', () => buildClient(processes))
  // It makes the data folder, or says why it cannot.
  const server = startServer(options)
  const ended = once(server, 'close')
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]()
  const ready = await step('start server', () => readyLine(server, lines))
  process.stdout.write(`${ready.line}\n`)
  void forward(lines)
  if (options.open && !process.env['CI']) void openParley(ready.address, processes)
  const [code] = (await ended) as [number | null]
  await processes.endAll()
  process.exitCode = code ?? 1
}

function startServer({ port, data, sample }: StartOptions) {
  const args = [serverMain, '--port', String(port), '--data', data, ...(sample ? ['--sample'] : [])]
  return processes.start(process.execPath, args)
}

/** Throws StepFailed with what the server itself said when it ends instead of getting ready. */
async function readyLine(
  server: ChildProcessByStdio<null, Readable, Readable>,
  lines: AsyncIterator<string>,
) {
  let complaints = ''
  const collect = (chunk: Buffer) => (complaints += chunk.toString())
  server.stderr.on('data', collect)
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const address = /^Parley is ready at (\S+)/.exec(next.value)?.[1]
    if (address !== undefined) {
      server.stderr.off('data', collect).pipe(process.stderr)
      process.stderr.write(complaints)
      return { line: next.value, address }
    }
    process.stdout.write(`${next.value}\n`)
  }
  if (server.exitCode === null && server.signalCode === null) await once(server, 'close')
  throw new StepFailed(complaints.trim() || 'The server ended before it was ready, without a word.')
}

async function forward(lines: AsyncIterator<string>): Promise<void> {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    process.stdout.write(`${next.value}\n`)
  }
}
