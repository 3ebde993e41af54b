import { expect, test } from '@playwright/test'
import { box, installed, names, openRoom, room, signIn } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

/** Coming in and going out when something is not as it should be. */
let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

test('an engine that cannot be loaded is told as it is, and Retry opens it once it can', async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  await context.route('**/*.wasm', (route) => route.abort())
  const page = await context.newPage()
  await page.goto(server.address)
  await page.getByRole('button', { name: names.alice }).click()
  await expect(page.getByText('Parley could not open', { exact: true })).toBeVisible()
  await context.unroute('**/*.wasm')
  await page.getByRole('button', { name: 'Retry' }).click()
  await openRoom(page, room)
  await context.close()
})

test('a browser that forbids its storage still opens the rooms', async ({ browser }) => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  })
  const page = await context.newPage()
  await page.goto(server.address)
  await page.getByRole('button', { name: names.alice }).click()
  await openRoom(page, room)
  await context.close()
})

test('an address of no room says so, and is not where the next visit begins', async ({
  browser,
}) => {
  const { page, context } = await signIn(browser, server.address, 'alice')
  await openRoom(page, room)
  await page.goto(`${server.address}/r/01a209b4-ed6e-768b-94e3-a1d97c715b4f`)
  await expect(page.getByText('There is no such room, or you are not in it.')).toBeVisible()
  await page.goto(server.address)
  await expect(box(page)).toBeVisible()
  await context.close()
})

test('keys that act anywhere do nothing under a dialog', async ({ browser }) => {
  const { page, context } = await signIn(browser, server.address, 'alice')
  await openRoom(page, room)
  const at = page.url()
  await page.keyboard.press('Control+/')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(dialog).toBeVisible()
  expect(page.url()).toBe(at)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page).not.toHaveURL(at)
  await context.close()
})

test('an owner is told in the menu what leaving takes', async ({ browser }) => {
  const { page, context } = await signIn(browser, server.address, 'alice')
  await openRoom(page, room)
  await page.getByRole('button', { name: 'Room menu' }).click()
  await expect(
    page.getByRole('menuitem', { name: 'Leave: hand the room over first' }),
  ).toBeDisabled()
  await context.close()
})

test('only the row that the Tab key reaches has its buttons on the way', async ({ browser }) => {
  const { page, context } = await signIn(browser, server.address, 'alice')
  await openRoom(page, room)
  const rows = page.getByRole('article')
  await rows.nth(-2).hover()
  const bar = page.getByRole('toolbar', { name: 'Message actions' })
  for (const button of await bar.getByRole('button').all())
    await expect(button).toHaveAttribute('tabindex', '-1')
  await rows.nth(-2).focus()
  for (const button of await bar.getByRole('button').all())
    await expect(button).toHaveAttribute('tabindex', '0')
  await context.close()
})

test('signing out without a server ends the session as soon as there is one', async ({
  browser,
}) => {
  const { page, context } = await signIn(browser, server.address, 'alice')
  await openRoom(page, room)
  await installed(page)
  const session = () => page.evaluate(() => fetch('/api/v1/session').then(({ status }) => status))
  expect(await session()).toBe(200)
  await server.kill()
  await expect(page.getByText('You are offline.')).toBeVisible()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('The server does not answer', { exact: true })).toBeVisible()
  await page.reload()
  await server.restart()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: names.bob })).toBeVisible()
  expect(await session()).toBe(401)
  await context.close()
})
