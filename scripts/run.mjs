/**
 * Every root command goes through here: `node scripts/run.mjs COMMAND [options]`.
 *
 * This file and install.mjs are the only code the machine's own Node runs, which may be 20: built-ins only, no TypeScript,
 * no shell. They install what the lock file says and hand over to Node 24 from the npm package `node`.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installIfNeeded } from './install.mjs'

const parent = process.ppid
const root = dirname(dirname(fileURLToPath(import.meta.url)))

const commands = {
  start: 'scripts/start.ts',
  test: 'scripts/test.ts',
  check: 'scripts/check.ts',
  dev: 'scripts/dev.ts',
  server: 'scripts/server.ts',
  bench: 'bench/src/main.ts',
  cli: 'apps/server/src/cli/main.ts',
  mutants: 'scripts/mutants.ts',
  kills: 'apps/server/src/kills/main.ts',
}

const [command = '', ...options] = process.argv.slice(2)

try {
  if (!Object.hasOwn(commands, command)) {
    throw new Error(
      `There is no command "${command}"; there are ${Object.keys(commands).join(', ')}.`,
    )
  }
  await installIfNeeded(root, { announce: command === 'start' })
  process.exitCode = await runOnNode24(join(root, commands[command]), options)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/** Resolves to the script's exit code, once it and its pipes are gone. */
function runOnNode24(script, args) {
  const node = join(
    root,
    'node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(node))
    throw new Error(`Node 24 is missing from ${dirname(node)}: delete node_modules and try again.`)
  const child = spawn(node, [script, ...args], {
    // The channel closes when this process dies, however it dies, which tells the script to end as well.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  })
  let told = false
  const tell = (signal) => {
    if (!told) child.kill(signal)
    told = true
  }
  // At a terminal Ctrl+C reaches the script by itself. npm repeats signals: the script gets one.
  process.on('SIGINT', () => process.stdin.isTTY || tell('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, tell)
  // A signal to npm kills the shell between npm and this process, and goes no further: a new parent tells of it.
  const underNpm = process.env.npm_lifecycle_event !== undefined
  const watch = setInterval(() => underNpm && process.ppid !== parent && tell('SIGTERM'), 250)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearInterval(watch)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}
