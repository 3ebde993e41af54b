import { expect, test } from '@playwright/test'
import { box, openRoom, room, signIn } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

test('[C4] Ctrl+K, a few letters, Enter: a room, a person or a command, also offline', async ({
  browser,
}) => {
  const { page, context, faults } = await signIn(browser, server.address, 'alice')
  await openRoom(page, 'Copy pool')
  const field = page.getByRole('combobox', { name: /Go to a room/ })
  const choices = page.getByRole('dialog', { name: 'Go to' }).getByRole('option')

  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expect(choices.first()).toBeVisible()
  // Letters and Enter in one breath: the whole word decides.
  await page.keyboard.type('brand')
  await page.keyboard.press('Enter')
  await expect(box(page, room)).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('mei')
  await expect(choices.first()).toContainText('Mei Tanaka')
  await page.keyboard.press('Enter')
  await expect(box(page, 'Mei Tanaka')).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('dark')
  await expect(choices.first()).toContainText('Dark theme')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await server.kill()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zzzz nothing')
  await expect(page.getByText('Nothing here is called')).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('cop')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(box(page, 'Copy pool')).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(box(page, 'Copy pool')).toBeFocused()
  expect(faults).toEqual([])
  await context.close()
})
