import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import { start } from './start.ts'
import { machineClock } from './clock.ts'
import { readOptions } from './options.ts'
import { Problem } from './problem.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

try {
  const options = readOptions(process.argv, String(version))
  const server = await start({
    options: { ...options, port: options.port || (await freePort(options.host)) },
    version: String(version),
    clock: machineClock,
    webClientFolder: fileURLToPath(new URL('../../client/dist', import.meta.url)),
    print: (line) => process.stdout.write(`${line}\n`),
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void server.stop().then(() => process.exit(0)))
} catch (cause) {
  if (!(cause instanceof Problem)) throw cause
  process.stderr.write(`${cause.message}\n`)
  process.exit(1)
}
