/** The main process. It holds no chat: it opens the window, keeps sign-ins, and starts the engine's process. */
import { join } from 'node:path'
import { app, type BrowserWindow, MessageChannelMain, session } from 'electron'
import { bookSchema, emptyBook, openAccountBook } from '../accounts/account-book.ts'
import { createAccounts } from '../accounts/accounts.ts'
import { createServerApi } from '../accounts/server-api.ts'
import { openTokenVault, vaultSchema } from '../accounts/token-vault.ts'
import { portWireName } from '../bridge/channels.ts'
import { createHandlers } from '../bridge/handlers.ts'
import { registerAppScheme, serveAppScheme } from '../electron/app-scheme.ts'
import { createWindow } from '../electron/create-window.ts'
import { forkEngine } from '../electron/fork-engine.ts'
import { guardContents } from '../electron/guard-contents.ts'
import { guardSession } from '../electron/guard-session.ts'
import { handleAll } from '../electron/handle.ts'
import { systemKeyStore } from '../electron/key-store.ts'
import { setMenu } from '../electron/menu.ts'
import { openExternal } from '../electron/open-external.ts'
import { tellBroken, tellNotKept } from '../electron/tell.ts'
import { createCrashBudget } from '../engine-process/crash-budget.ts'
import { Supervisor } from '../engine-process/supervisor.ts'
import { jsonFile } from '../json-file.ts'
import { launchOptions } from '../launch/launch-options.ts'
import { windowStateSchema } from '../window/bounds.ts'

const options = launchOptions(process.argv)
const developing = !app.isPackaged
const out = join(app.getAppPath(), 'out')
const clientDir = join(app.getAppPath(), developing ? '../client/dist' : 'client')

app.enableSandbox()
registerAppScheme()
guardContents((address) => void openExternal(address))
if (options.profile !== null) app.setPath('userData', options.profile)

const settleEveryMs = 10 * 60_000

let window: BrowserWindow | null = null

// The lock belongs to the profile: two profiles are two installations.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(run)
} else {
  app.quit()
}

function run(): void {
  setMenu({ isMac: process.platform === 'darwin', developing })
  guardSession(session.defaultSession, developing)
  serveAppScheme(session.defaultSession, clientDir)

  const profile = app.getPath('userData')
  const engine = new Supervisor({
    fork: forkEngine(join(out, 'main/engine-host.cjs')),
    setTimer: (ms, fire) => {
      const timer = setTimeout(fire, ms)
      return () => clearTimeout(timer)
    },
    onCrash: () => void startOver(),
  })
  // In memory, and apart from the window's session, which reaches no server: no cookie is kept or sent.
  const accountSession = session.fromPartition('accounts')
  const accounts = createAccounts({
    api: createServerApi((url, init) => accountSession.fetch(url, init)),
    book: openAccountBook(jsonFile(join(profile, 'accounts.json'), bookSchema, emptyBook)),
    vault: openTokenVault(
      jsonFile(join(profile, 'sign-ins.json'), vaultSchema, {}),
      systemKeyStore,
    ),
    offered: options.server,
    onNotKept: tellNotKept(),
  })
  // A server that was not there when somebody signed out is told once it is; no sign-in waits for that.
  void accounts.settleSignOuts()
  setInterval(() => void accounts.settleSignOuts(), settleEveryMs)
  const handlers = createHandlers({
    accounts,
    engine,
    dir: join(profile, 'accounts'),
    channel: () => {
      const { port1, port2 } = new MessageChannelMain()
      return { host: port1, page: port2 }
    },
    sendPort: (ticket, port) => window?.webContents.postMessage(portWireName, ticket, [port]),
    open: openExternal,
  })
  handleAll(handlers, () => window?.webContents ?? null)
  app.on('will-quit', () => engine.stop())
  engine.warm()
  showWindow()
}

function showWindow(): void {
  if (!app.isReady()) return
  if (window) {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return
  }
  const memory = jsonFile(
    join(app.getPath('userData'), 'window.json'),
    windowStateSchema.nullable(),
    null,
  )
  window = createWindow(join(out, 'preload/preload.cjs'), memory)
  window.on('closed', () => (window = null))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void startOver()
  })
}

const mayRestart = createCrashBudget()

/** After a crash of the page or of the engine: both live in what the page opens, and nothing of worth is in memory alone. */
async function startOver(): Promise<void> {
  if (!window) return
  if (mayRestart(Date.now()) || (await tellBroken(window))) window.webContents.reload()
  else app.quit()
}
