import { expect, test } from '@playwright/test'
import { box, openRoom, room, signIn } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

/** [P0] Where else Parley is to be had: told before the sign-in and in the rooms. */
let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

const title = 'Get the apps'

test('the sign-in page leads there and back', async ({ page }) => {
  await page.goto(server.address)
  await page.getByRole('button', { name: title }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByText(server.address).first()).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('from the rooms it leads back to the room one was in', async ({ browser }) => {
  const { page, context } = await signIn(browser, server.address, 'alice')
  await openRoom(page, room)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('menuitem', { name: title }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(box(page)).toBeVisible()
  await context.close()
})
