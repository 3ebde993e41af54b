/** What of Electron's security checklist can be proven from the source alone. The numbers are the checklist's. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeOf, filesWith } from './sources.ts'

const factory = 'electron/create-window.ts'

test('[3] windows are made in one place', () => {
  const makers = /\bnew\s+(BrowserWindow|BrowserView|BaseWindow|WebContentsView)\b/
  expect(filesWith(makers)).toEqual([factory])
  expect(codeOf(factory).match(new RegExp(makers, 'g'))).toHaveLength(1)
  expect(filesWith(/webPreferences/)).toEqual([factory])
})

describe('the window’s preferences are literals', () => {
  const preferences = /webPreferences:\s*\{([\s\S]*?)\}/.exec(codeOf(factory))?.[1] ?? ''

  test.each([
    ['[2]', 'nodeIntegration: false'],
    ['[2]', 'nodeIntegrationInWorker: false'],
    ['[2]', 'nodeIntegrationInSubFrames: false'],
    ['[3]', 'contextIsolation: true'],
    ['[4]', 'sandbox: true'],
    ['[6]', 'webSecurity: true'],
    ['[8]', 'allowRunningInsecureContent: false'],
    ['[9]', 'experimentalFeatures: false'],
    ['[11]', 'webviewTag: false'],
    ['[14]', 'navigateOnDragDrop: false'],
    ['[24]', 'devTools: !app.isPackaged'],
  ])('%s %s', (_number, preference) => {
    expect(preferences.split(',').map((line) => line.trim())).toContain(preference)
  })

  test('[10] and nothing is spread in or switched on beside them', () => {
    expect(preferences).not.toMatch(
      /\.\.\.|enableBlinkFeatures|additionalArguments|plugins|partition/,
    )
    const names = preferences.split(',').flatMap((line) => /^\s*(\w+)/.exec(line)?.[1] ?? [])
    expect(names.sort()).toMatchInlineSnapshot(`
      [
        "allowRunningInsecureContent",
        "contextIsolation",
        "devTools",
        "experimentalFeatures",
        "navigateOnDragDrop",
        "nodeIntegration",
        "nodeIntegrationInSubFrames",
        "nodeIntegrationInWorker",
        "preload",
        "sandbox",
        "spellcheck",
        "webSecurity",
        "webviewTag",
      ]
    `)
  })
})

test('[1] no address of the open net stands in the code', () => {
  expect(filesWith(/['"`](http|ws):\/\//)).toEqual(['accounts/server-address.ts'])
  expect(filesWith(/['"`](https|wss):\/\/\w/)).toEqual([])
})

test('[4] the sandbox is on for everything, before the app is ready', () => {
  const main = codeOf('main/main.ts')
  expect(main.indexOf('app.enableSandbox()')).toBeGreaterThan(0)
  expect(main.indexOf('app.enableSandbox()')).toBeLessThan(main.indexOf('whenReady'))
  expect(filesWith(/no-sandbox|commandLine|appendSwitch/)).toEqual([])
  const scripts = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  expect(scripts).not.toContain('no-sandbox')
})

test('[5] both permission handlers are set from the one policy, before a window is made', () => {
  const guard = codeOf('electron/guard-session.ts')
  expect(guard).toMatch(/setPermissionRequestHandler\([^)]*\)\s*=>\s*answer\(mayUse\(/)
  expect(guard).toMatch(/setPermissionCheckHandler\([^)]*\)\s*=>\s*mayUse\(/)
  expect(guard).toContain('setDevicePermissionHandler(() => false)')
  const main = codeOf('main/main.ts')
  expect(main.indexOf('guardSession(session')).toBeGreaterThan(0)
  expect(main.indexOf('guardSession(session')).toBeLessThan(main.indexOf('showWindow()\n}'))
})

test('[12, 13, 14] every kind of navigation, window and webview is denied, from the first page on', () => {
  const guard = codeOf('electron/guard-contents.ts')
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'])
    expect(guard).toContain(`contents.on('${event}', stayHome)`)
  expect(guard).toMatch(/'will-attach-webview', \(event\) => event\.preventDefault\(\)/)
  expect(guard.match(/action: '(\w+)'/g)).toEqual(["action: 'deny'"])
  const main = codeOf('main/main.ts')
  expect(main.indexOf('guardContents(')).toBeLessThan(main.indexOf('whenReady'))
  expect(filesWith(/loadFile|setWindowOpenHandler/)).toEqual(['electron/guard-contents.ts'])
  expect(codeOf(factory).match(/loadURL\(([^)]*)\)/)?.[1]).toBe('startPage')
  expect(filesWith(/loadURL/)).toEqual([factory])
})

test('[15] other programs are started in one place, and files never', () => {
  expect(filesWith(/\bshell\b/)).toEqual(['electron/open-external.ts'])
  expect(filesWith(/openPath|showItemInFolder|child_process|\bexec\(/)).toEqual([])
})

test('[17] the page is heard in one place', () => {
  expect(filesWith(/\bipcMain\b/)).toEqual(['electron/handle.ts'])
  expect(codeOf('electron/handle.ts').match(/ipcMain\.\w+/g)).toEqual(['ipcMain.handle'])
  expect(codeOf('electron/handle.ts')).toMatch(/receive\(handlers, channel, \{ sender:/)
  expect(filesWith(/\.on\('ipc-message|\.ipc\b/)).toEqual([])
})

test('[17, 25] the page never gets Electron’s own messenger', () => {
  expect(filesWith(/\bipcRenderer\b/)).toEqual(['preload/main.ts'])
  const preload = codeOf('preload/main.ts')
  const uses = preload.match(/ipcRenderer(\.\w+)?/g)
  expect(uses).toEqual(['ipcRenderer', 'ipcRenderer.invoke', 'ipcRenderer.on'])
  expect(preload.match(/exposeIn\w+\(([^)]*)\)/)?.[1]).toBe("'parley', bridge")
})

test('[18] no page comes from a file', () => {
  expect(filesWith(/file:\/\//)).toEqual([])
  expect(codeOf('electron/app-scheme.ts')).toMatch(/standard: true, secure: true/)
  expect(filesWith(/bypassCSP|allowServiceWorkers|corsEnabled/)).toEqual([])
})

test('[23] secrets go through the system’s key store alone', () => {
  expect(filesWith(/\bsafeStorage\b/)).toEqual(['electron/key-store.ts'])
  expect(codeOf('electron/key-store.ts')).toContain("'basic_text'")
  expect(filesWith(/setUsePlainTextEncryption/)).toEqual([])
})

test('[24] no text becomes code, and nothing reaches into the page', () => {
  expect(
    filesWith(
      /\beval\(|new Function|innerHTML|executeJavaScript|insertCSS|enable-remote|@electron\/remote/,
    ),
  ).toEqual([])
})

test('TLS is never loosened', () => {
  expect(
    filesWith(/certificate-error|rejectUnauthorized|setCertificateVerifyProc|NODE_TLS_REJECT/),
  ).toEqual([])
})

test('Electron is touched in thin files alone, and by no test', () => {
  const thin = /^(electron\/[\w-]+|main\/main|preload\/main)\.ts$/
  expect(filesWith(/from 'electron'/).filter((file) => !thin.test(file))).toEqual([])
  const root = join(import.meta.dirname, '..')
  const tests = globSync('**/*.test.ts', { cwd: root }).map((f) =>
    readFileSync(join(root, f), 'utf8'),
  )
  const electron = /^import .*(from 'electron'|\/electron\/[\w-]+\.ts')/m
  expect(tests.filter((text) => electron.test(text))).toEqual([])
})

test('only the entry files read the environment or the clock', () => {
  const entries = ['engine-host/main.ts', 'main/main.ts']
  const reads = filesWith(/process\.(env|argv)|Date\.now|performance\.now|new Date\(\)/)
  expect(reads.filter((file) => !entries.includes(file))).toEqual([])
})
