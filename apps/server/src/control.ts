import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from './problem.ts'

/** What the command line may ask of a running server: `backup` copies both databases into a folder inside the data folder. */
export type ControlActions = { backup(folderName: string): Promise<void> }

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
  if (asked.method !== 'POST' || !name.success) return void answer.writeHead(404).end()
  try {
    await actions.backup(name.data)
    answer.writeHead(200).end()
  } catch (cause) {
    answer.writeHead(500).end(cause instanceof Error ? cause.message : 'unknown')
  }
}

/** Asks the server that runs on the folder to copy its databases. Throws a Problem when none answers or it could not. */
export async function askForBackup(folder: string, folderName: string): Promise<void> {
  const note = runningNote(folder)
  if (!note) throw new Problem(`The process that uses ${folder} is no server that can be asked.`)
  const { port, token, pid } = note
  const failed = (why: string) => new Problem(`The server (process ${pid}) made no backup: ${why}.`)
  await new Promise<void>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    const asked = request(
      { host: '127.0.0.1', port, method: 'POST', path: `/${folderName}`, headers },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => (text += part))
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve()
            : reject(failed(text || `it answered ${answer.statusCode}`)),
        )
      },
    )
    asked.on('error', (cause) => reject(failed(cause.message)))
    asked.end()
  })
}

function runningNote(folder: string) {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  } catch {
    return null
  }
}
