import { expect, test, type Page } from '@playwright/test'
import { box, message, names, room } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

/** Presses Tab until what has the focus matches; fails where the keyboard does not come. */
async function tabTo(page: Page, role: string, name: RegExp | string): Promise<void> {
  const wanted = page.getByRole(role as 'button', { name })
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluateAll((found) => found.some((one) => one === document.activeElement)))
      return
  }
  throw new Error(`the keyboard does not come to ${role} ${String(name)}`)
}

test('[P5] signing in, reading, answering, making a room: all by keyboard alone', async ({
  page,
}) => {
  await page.goto(server.address)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await tabTo(page, 'button', new RegExp(names.alice))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: room })).toBeVisible()

  // Ctrl+K, a few letters, Enter: the room is open and the caret stands where one writes.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('copy')
  await page.keyboard.press('Enter')
  await expect(box(page, 'Copy pool')).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('brand')
  await page.keyboard.press('Enter')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('alone, @me')
  await expect(page.getByRole('option', { name: /Mei Tanaka/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(message(page, 'alone, @mei')).toBeVisible()

  await page.keyboard.press('ArrowUp')
  await expect(page.getByText('Editing your message')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Editing your message')).toHaveCount(0)

  // Up to the messages, R answers the one that has the focus.
  for (let step = 0; step < 20 && !(await onMessage(page)); step += 1)
    await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('r')
  await expect(page.getByRole('button', { name: 'Cancel reply' })).toBeVisible()
  await expect(box(page)).toBeFocused()
  await page.keyboard.press('Escape')

  const opened = () => page.getByRole('option', { selected: true }).textContent()
  const before = await opened()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(opened).not.toBe(before)
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await opened())?.slice(0, 12)).toBe(before?.slice(0, 12))
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await expect(page).toHaveURL(/\/r\//)

  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await tabTo(page, 'button', 'New room')
  await page.keyboard.press('Enter')
  await tabTo(page, 'textbox', 'Title')
  await page.keyboard.type('No mouse')
  await page.keyboard.press('Tab')
  await page.keyboard.type('bob')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Take out Bob Okafor' })).toBeVisible()
  await tabTo(page, 'button', 'Create room')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No mouse', level: 1 })).toBeVisible()
})

function onMessage(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.tagName === 'ARTICLE')
}
