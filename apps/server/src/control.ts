import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { json, text } from 'node:stream/consumers'
import { z } from 'zod'
import { Problem } from './problem.ts'

/**
 * What the command line may ask of a running server: `backup` copies both databases into a folder inside the data folder;
 * `tokens` takes an order of `cli/token.ts` and parses it itself.
 */
export type ControlActions = {
  backup(folderName: string): Promise<void>
  tokens(order: unknown): unknown
}

const file = 'running.json'
const noteSchema = z.object({ pid: z.number(), port: z.number(), token: z.string() })
const nameSchema = z.string().regex(/^backup-[0-9a-f]{16}$/)

/**
 * A door for the command line: a port of this machine alone, whose number and key stand in a file that only the owner of
 * the data folder can read. Resolves to its undo once it listens.
 */
export async function serveControl(folder: string, actions: ControlActions): Promise<() => void> {
  const token = randomBytes(32).toString('hex')
  const server = createServer((asked, answer) => void handle(asked, answer, token, actions))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const note = join(folder, file)
  writeFileSync(note, JSON.stringify({ pid: process.pid, port, token }), { mode: 0o600 })
  return () => {
    rmSync(note, { force: true })
    server.closeAllConnections()
    server.close()
  }
}

async function handle(
  asked: IncomingMessage,
  answer: ServerResponse,
  token: string,
  actions: ControlActions,
): Promise<void> {
  const given = Buffer.from(asked.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return void answer.writeHead(401).end()
  const name = nameSchema.safeParse(asked.url?.replace('/', ''))
  const isTokens = asked.url === '/tokens'
  if (asked.method !== 'POST' || !(name.success || isTokens))
    return void answer.writeHead(404).end()
  try {
    if (name.success) await actions.backup(name.data)
    const told = isTokens ? actions.tokens(await json(asked)) : null
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told))
  } catch (cause) {
    answer.writeHead(500).end(cause instanceof Error ? cause.message : 'unknown')
  }
}

/** Asks the server that runs on the folder to copy its databases. Throws a Problem when none answers or it could not. */
export async function askForBackup(folder: string, folderName: string): Promise<void> {
  await ask(folder, `/${folderName}`, null, 'made no backup')
}

/** Gives the server that runs on the folder an order about tokens; resolves to its answer. Throws a Problem as above. */
export function askAboutTokens(folder: string, order: unknown): Promise<unknown> {
  return ask(folder, '/tokens', order, 'could not do it')
}

async function ask(folder: string, path: string, body: unknown, failure: string): Promise<unknown> {
  const note = runningNote(folder)
  if (!note) throw new Problem(`The process that uses ${folder} is no server that can be asked.`)
  const { port, token, pid } = note
  const failed = (why: string) => new Problem(`The server (process ${pid}) ${failure}: ${why}.`)
  return new Promise<unknown>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    const asked = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (answer) => {
      const told = text(answer)
      told.then(
        (words) =>
          answer.statusCode === 200
            ? resolve(JSON.parse(words))
            : reject(failed(words || `it answered ${answer.statusCode}`)),
        reject,
      )
    })
    asked.on('error', (cause) => reject(failed(cause.message)))
    asked.end(JSON.stringify(body))
  })
}

function runningNote(folder: string) {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  } catch {
    return null
  }
}
