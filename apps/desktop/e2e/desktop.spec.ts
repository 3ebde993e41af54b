import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type ServerProcess, serverProcess } from '../src/testing/server-process.ts'
import { type App, buildApp, startApp } from './app.ts'
import { electronBinary, whyNot } from './electron-binary.ts'

const binary = electronBinary()
const reason = whyNot(binary)

test.describe('@electron', () => {
  test.skip(reason !== null, reason ?? '')
  test.describe.configure({ mode: 'serial' })

  const dir = mkdtempSync(join(tmpdir(), 'parley-electron-'))
  const profile = join(dir, 'profile')
  let server: ServerProcess
  let running: App

  test.beforeAll(async () => {
    buildApp()
    server = await serverProcess(join(dir, 'server'))
    await server.start()
    running = await startApp(binary ?? '', profile)
  })
  test.afterAll(async () => {
    await running?.app.close()
    await server?.kill()
    rmSync(dir, { recursive: true, force: true })
  })

  test('[D1] the first run asks for the server’s address and signs in there', async () => {
    const { page } = running
    expect(page.url()).toBe('app://parley/')
    await page.getByRole('textbox', { name: /address/i }).fill(server.address)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /alice/i }).click()
    await page.getByRole('option', { name: /brand site redesign/i }).click()
    await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible()
  })

  test('a message that is sent stands in the room', async () => {
    const { page } = running
    await page.getByRole('textbox', { name: /^Message / }).fill('hello from the desktop')
    await page.keyboard.press('Enter')
    await expect(page.getByText('hello from the desktop').last()).toBeVisible()
  })

  test('[D4] a second start opens signed in, with the server dead', async () => {
    await running.app.close()
    await server.kill()
    running = await startApp(binary ?? '', profile)
    await expect(running.page.getByText('hello from the desktop').last()).toBeVisible()
    await server.start()
  })

  test('the page has the bridge and nothing of Node', async () => {
    const seen = await running.page.evaluate(() => ({
      bridge: Object.keys(Reflect.get(window, 'parley') as object),
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      isolated: location.origin,
    }))
    expect(seen.bridge).toContain('openEngine')
    expect(seen.node).toEqual([])
    expect(seen.isolated).toBe('app://parley')
  })

  test('the window’s preferences are the hardened ones', async () => {
    const preferences = await running.app.evaluate(({ webContents }) => {
      // Not in Electron's public types; there is no other way to read them back.
      const [contents] = webContents.getAllWebContents()
      const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences')
      return typeof read === 'function' ? (Reflect.apply(read, contents, []) as object) : {}
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  test('nothing leads out of the app, and no window opens beside it', async () => {
    const { app, page } = running
    await app.evaluate(({ shell }) => {
      const opened: string[] = []
      Reflect.set(globalThis, 'opened', opened)
      shell.openExternal = async (url: string) => void opened.push(url)
    })
    const opened = () => app.evaluate(() => Reflect.get(globalThis, 'opened') as string[])
    await page.evaluate(() => {
      window.open('file:///etc/passwd')
      window.open('https://example.org/')
      location.href = 'https://evil.example/'
    })
    await expect.poll(opened).toEqual(['https://example.org/'])
    expect(app.windows()).toHaveLength(1)
    expect(page.url()).toMatch(/^app:\/\/parley\//)
    const reached = await page.evaluate(
      (address) =>
        fetch(address).then(
          () => true,
          () => false,
        ),
      server.address,
    )
    expect(reached).toBe(false)
  })

  test('a second start of the same profile shows the first one', async () => {
    const second = startApp(binary ?? '', profile).then(
      ({ app }) => app.windows().length,
      () => 0,
    )
    expect(await second).toBe(0)
    expect(running.app.windows()).toHaveLength(1)
  })
})
