/**
 * The nearest that can be had without Electron: the built client in a Chromium, under the app's own content security policy, on
 * everything of the app that lies below Electron, against a real server.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page, test } from '@playwright/test'
import { startDesktop } from '../src/testing/desktop.ts'
import { type ServerProcess, serverProcess } from '../src/testing/server-process.ts'
import { servePagesOverHttp } from './page-server.ts'
import { standIn } from './stand-in.ts'

const clientDir = process.env['PARLEY_CLIENT_DIR'] ?? join(import.meta.dirname, '../../client/dist')
const program = [process.env['PARLEY_CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
)
const reason = !existsSync(join(clientDir, 'index.html'))
  ? 'the client is not built (vite build in apps/client)'
  : program === undefined
    ? 'there is no Chromium (PARLEY_CHROMIUM names one)'
    : null

test.skip(reason !== null, reason ?? '')

const dir = mkdtempSync(join(tmpdir(), 'parley-policy-'))
let server: ServerProcess
let pages: Awaited<ReturnType<typeof servePagesOverHttp>>
let desktop: ReturnType<typeof startDesktop>

test.beforeAll(async () => {
  server = await serverProcess(join(dir, 'server'))
  pages = await servePagesOverHttp(clientDir)
  desktop = startDesktop(join(dir, 'profile'))
  await server.start()
})
test.afterAll(async () => {
  desktop?.supervisor.stop()
  pages?.stop()
  await server?.kill()
  rmSync(dir, { recursive: true, force: true })
})

/** Zod tries once whether it may make code from text, and does without when the policy stops it. */
const probe = /^This document requires 'TrustedScript' assignment/

/** A page as the window has it; `broken` collects what the policy stopped and what was thrown. */
async function openPage(): Promise<{ page: Page; broken: string[]; close(): Promise<void> }> {
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(program ? { executablePath: program } : {}),
  })
  const page = await browser.newPage()
  const broken: string[] = []
  let probes = 0
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    if (!probe.test(message.text()) || (probes += 1) > 1)
      broken.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(pages.address))
      broken.push(`the page asked ${request.url()}`)
  })
  await standIn(page, desktop)
  await page.goto(pages.address)
  return { page, broken, close: () => browser.close() }
}

test('[D1, D4] from the first run to a message, and again without a server, with nothing stopped by the policy', async () => {
  const first = await openPage()
  await first.page.getByRole('textbox', { name: 'Server address' }).fill(server.address)
  await first.page.keyboard.press('Enter')
  await first.page.getByRole('button', { name: /alice/i }).click()
  await first.page.getByRole('option', { name: /brand site redesign/i }).click()
  const box = first.page.getByRole('textbox', { name: /^Message / })
  await box.fill('hello from below Electron')
  await box.press('Enter')
  await expect(first.page.getByText('hello from below Electron').last()).toBeVisible()
  expect(first.broken).toEqual([])
  await first.close()

  await server.kill()
  const second = await openPage()
  await expect(second.page.getByText('hello from below Electron').last()).toBeVisible()
  expect(second.broken).toEqual([])
  await second.close()
})
