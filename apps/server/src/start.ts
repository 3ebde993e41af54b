import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { newSetupCode } from './accounts/setup-code.ts'
import { createInProcessBus } from './bus/in-process.ts'
import type { Clock } from './clock.ts'
import { serveControl } from './control.ts'
import { openDataFolder, type DataFolder } from './data-folder.ts'
import { copyData } from './data-copies.ts'
import { createDiskFiles } from './files/disk-files.ts'
import { addressOf } from './http/origins.ts'
import { createLog } from './log.ts'
import { openMailer } from './mail/open-mailer.ts'
import { openAccountsDatabase, openStore } from './open-stores.ts'
import { widenedWithSample, type Options } from './options.ts'
import { Problem } from './problem.ts'
import { fillSample, sampleSignIns } from './sample/fill.ts'
import { buildServer, type Server } from './server.ts'
import { storageState } from './storage-state.ts'
import { takeTokenOrder } from './service-tokens/token-orders.ts'

export type StartParts = {
  options: Options
  version: string
  clock: Clock
  webClientFolder: string
  print(line: string): void
}

/** Everything must be down within 10 s of being asked; what is left then has to go without a farewell. */
const stopMs = 9_000

/** Opens the folder, builds the server and listens. Throws a Problem for what whoever started it can mend. */
export async function start(parts: StartParts): Promise<{ stop(): Promise<void> }> {
  const { options, clock, print } = parts
  const folder = openDataFolder(options.data)
  let server: Server | null = null
  let closeControl = () => {}
  let backupAt: number | null = null
  try {
    const address = addressOf(options)
    const setupCode = newSetupCode()
    const log = createLog(options.log)
    const store = openStore(folder, (error) =>
      log.error({ err: error }, 'a command could not be handled'),
    )
    const accountsDatabase = openAccountsDatabase(folder)
    server = await buildServer({
      store,
      accountsDatabase,
      secret: folder.secret,
      address,
      bus: createInProcessBus(),
      files: createDiskFiles(folder.files, clock),
      clock,
      log,
      version: parts.version,
      signUp: { open: options.signUp, setupCode },
      attemptsPerMinute: 30,
      mailer: openMailer(
        { smtpUrl: options.smtpUrl, from: options.mailFrom },
        { data: folder.path, url: address.url, now: clock.now, newName: () => randomUUIDv7() },
      ),
      allowPrivateWebhooks: options.allowPrivateWebhooks,
      sampleSignIns: sampleSignIns(),
      storage: () => storageState(folder, backupAt),
      webClientFolder: parts.webClientFolder,
      trustProxy: options.trustProxy,
      schedule: setImmediate,
      defer: process.nextTick,
    })
    if (options.sample) await fill(server)
    const widened = widenedWithSample(options.host, server.accounts.samplePeople().length)
    if (widened) throw new Problem(widened)
    await listen(server, options)
    const running = server
    const { sweeper } = server
    const copyAll = async (name: string) => {
      const goOn = sweeper.hold()
      const { files } = folder
      const from = { store, accounts: accountsDatabase, files }
      await copyData(from, join(folder.path, name)).finally(goOn)
    }
    closeControl = await serveControl(folder.path, {
      async backup(name) {
        await copyAll(name)
        backupAt = clock.now()
      },
      tokens: (order) => takeTokenOrder(running.tokens, order),
    })
    print(`Parley is ready at ${address.url}`)
    if (server.accounts.count() === 0)
      print(`The first account becomes administrator. Its set-up code: ${setupCode}`)
    if (options.sample && server.accounts.samplePeople().length > 0) {
      print('Sign in as one of the sample people:')
      for (const { role, email, password } of sampleSignIns())
        print(`  ${email}  ${password}  (${role})`)
    }
    return {
      stop() {
        closeControl()
        return stopInTime(server, folder, clock)
      },
    }
  } catch (cause) {
    closeControl()
    await server?.stop()
    folder.release()
    throw cause
  }
}

async function stopInTime(server: Server | null, folder: DataFolder, clock: Clock): Promise<void> {
  const late = new Promise<void>((resolve) => void clock.after(stopMs, resolve))
  await Promise.race([server?.stop(), late])
  folder.release()
}

/** Fills a server without people, or goes on where an earlier start was interrupted. */
async function fill({ accounts, sample }: Server): Promise<void> {
  const filled = accounts.samplePeople().length
  const isUntouched = accounts.count() === filled && sample.read.countPeople() <= filled
  if (accounts.isSampleFilled() || !isUntouched) return
  await fillSample(sample)
  accounts.markSampleFilled()
}

async function listen(server: Server, { port, host }: Options): Promise<void> {
  try {
    await server.app.listen({ port, host })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    if (code === 'EADDRINUSE')
      throw new Problem(`Port ${port} is taken. Choose another with --port.`, { cause })
    if (code === 'EACCES') throw new Problem(`This user may not listen on port ${port}.`, { cause })
    throw new Problem(`The server cannot listen on ${host}, port ${port}.`, { cause })
  }
}
