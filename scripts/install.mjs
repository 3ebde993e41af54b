/** The install step. Runs on the machine's own Node: built-ins only. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const pnpm = 'pnpm@12.21.0'

/**
 * Installs the workspace unless the lock file's hash stands in node_modules already. Throws an Error whose message is one
 * sentence for the person at the terminal. Progress goes to stderr: what a command prints on stdout stays its own.
 */
export async function installIfNeeded(root, { announce }) {
  const started = Date.now()
  const say = (detail) =>
    process.stderr.write(
      `install        ${((Date.now() - started) / 1000).toFixed(1)} s${detail}\n`,
    )
  const stampFile = join(root, 'node_modules/.parley-installed')
  const stamp = stampOf(root)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    if (announce) say(' (nothing new)')
    return
  }
  process.stderr.write('Installing packages; the first time this takes a minute or so.\n')
  const { code, output } = await pnpmInstall(root)
  if (code !== 0) throw new Error(`The packages could not be installed: ${causeIn(output)}`)
  writeFileSync(stampFile, stamp)
  say('')
}

function stampOf(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function pnpmInstall(root) {
  const args = ['--yes', pnpm, 'install', '--frozen-lockfile']
  const npx = npxScript()
  // npx.cmd cannot be spawned without a shell, hence npx's own script; the plain name is for machines that keep it elsewhere.
  const [command, commandArgs] = npx ? [process.execPath, [npx, ...args]] : ['npx', args]
  // NODE_ENV=production would leave the tools out.
  const { NODE_ENV: _, ...env } = process.env
  const child = spawn(command, commandArgs, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = (signal) => child.kill(signal)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    const settle = (result) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve(result)
    }
    child.once('error', (error) =>
      settle({ code: 1, output: `npx does not start (${error.message})` }),
    )
    child.once('close', (code, signal) =>
      settle({ code, output: signal ? `stopped by ${signal}` : output }),
    )
  })
}

function npxScript() {
  const beside = dirname(process.execPath)
  return [
    // npm says where it is; another package manager would say so too, but has no npx beside it.
    process.env.npm_execpath && join(dirname(process.env.npm_execpath), 'npx-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npx-cli.js'),
    join(beside, 'node_modules/npm/bin/npx-cli.js'),
  ].find((path) => path && existsSync(path))
}

/** One line out of npm's or pnpm's report: the lines after pnpm's cross, else the first that names an error. */
export function causeIn(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^[\s×╰─▶│├·]+|\s+$/gu, ''))
    .filter((line) => line && !/^npm warn|^\[?warn|A complete log of this run/i.test(line))
  const at = lines.findIndex((line) => /\bERR_|npm error|\berror\b/i.test(line))
  if (at < 0) return lines.at(-1) ?? 'npx printed nothing'
  const told = lines.slice(at, at + 8).map((line) => line.replace(/^npm error (code )?/i, ''))
  return told.join(' ').replace(/\s+/g, ' ').slice(0, 400)
}
