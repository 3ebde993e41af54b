import { expect, test } from '@playwright/test'
import { box, installed, message, openRoom, room, signIn, write, type Seat } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

/** What was begun or written is not lost, and what cannot be done says so. */
let server: LiveServer
let alice: Seat

test.beforeAll(async ({ browser }) => {
  server = await startServer()
  alice = await signIn(browser, server.address, 'alice')
  await openRoom(alice.page, room)
  await installed(alice.page)
})
test.afterAll(async () => {
  await alice.context.close()
  await server.remove()
})

test('a blank line in a message is a gap', async () => {
  const { page } = alice
  await box(page).fill('first paragraph\n\nsecond paragraph')
  await box(page).press('Enter')
  const paragraphs = message(page, 'first paragraph').locator('p')
  const [first, second] = [
    await paragraphs.nth(0).boundingBox(),
    await paragraphs.nth(1).boundingBox(),
  ]
  expect((second?.y ?? 0) - ((first?.y ?? 0) + (first?.height ?? 0))).toBeGreaterThan(4)
})

test('[M6] an edit that was begun is there when one comes back to the room', async () => {
  const { page } = alice
  await write(page, 'to be changed')
  await expect(message(page, 'to be changed')).toBeVisible()
  await box(page).press('ArrowUp')
  await box(page).fill('to be changed at length')
  await openRoom(page, 'Copy pool')
  await expect(box(page, 'Copy pool')).toHaveValue('')
  await openRoom(page, room)
  await expect(box(page)).toHaveValue('to be changed at length')
  await expect(page.getByText('Editing your message')).toBeVisible()
  await box(page).press('Enter')
  await expect(message(page, 'to be changed at length')).toContainText('(edited)')
})

test('[M6] an edit that was begun is there after a reload', async () => {
  const { page } = alice
  await write(page, 'to be reloaded')
  await expect(message(page, 'to be reloaded')).toBeVisible()
  await box(page).press('ArrowUp')
  await box(page).fill('to be reloaded, and changed')
  await page.reload()
  await expect(box(page)).toHaveValue('to be reloaded, and changed')
  await expect(page.getByText('Editing your message')).toBeVisible()
  await box(page).press('Escape')
})

test('an edit says when its message is deleted under it', async ({ browser }) => {
  const other = await signIn(browser, server.address, 'alice')
  await openRoom(other.page, room)
  await write(alice.page, 'soon gone')
  await expect(message(other.page, 'soon gone')).toBeVisible()
  await expect(message(alice.page, 'soon gone')).toBeVisible()
  await box(alice.page).press('ArrowUp')
  await box(alice.page).fill('soon gone, with an afterthought')
  await message(other.page, 'soon gone').focus()
  await other.page.keyboard.press('Delete')
  await other.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(alice.page.getByText('This message was deleted. Copy your text')).toBeVisible()
  await box(alice.page).press('Enter')
  await expect(box(alice.page)).toHaveValue('soon gone, with an afterthought')
  await box(alice.page).press('Escape')
  await other.context.close()
})

test('[M5] what waits to be sent can be changed and given up', async () => {
  const { page } = alice
  await server.kill()
  await expect(page.getByText('You are offline.')).toBeVisible()
  await write(page, 'waits and changes')
  await write(page, 'waits and goes')
  await message(page, 'waits and goes').hover()
  await message(page, 'waits and goes').getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Discard message' }).click()
  await expect(message(page, 'waits and goes')).toHaveCount(0)
  await message(page, 'waits and changes').focus()
  await page.keyboard.press('e')
  await box(page).fill('waits and has changed')
  await box(page).press('Enter')
  await expect(message(page, 'waits and has changed')).toContainText('queued')
  await server.restart()
  await expect(message(page, 'waits and has changed')).not.toContainText('queued')
  await expect(message(page, 'waits and has changed')).not.toContainText('edited')
})

test('a change of a message deleted meanwhile can be copied and discarded, and that is all', async ({
  browser,
}) => {
  const { page } = alice
  await write(page, 'deleted elsewhere')
  await expect(message(page, 'deleted elsewhere')).not.toContainText('sending')
  const other = await signIn(browser, server.address, 'alice')
  await openRoom(other.page, room)
  await message(other.page, 'deleted elsewhere').focus()
  await alice.context.setOffline(true)
  await server.kill()
  await expect(page.getByText('You are offline.')).toBeVisible()
  await box(page).press('ArrowUp')
  await box(page).fill('changed too late')
  await box(page).press('Enter')
  await expect(message(page, 'changed too late')).toContainText('queued')
  await server.restart()
  await expect(other.page.getByText('You are offline.')).toHaveCount(0)
  await other.page.keyboard.press('Delete')
  await other.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(message(other.page, 'deleted elsewhere')).toHaveCount(0)
  await alice.context.setOffline(false)
  const note = page.getByRole('group', { name: 'Not sent' })
  await expect(note).toContainText('This message was deleted.')
  await expect(note.getByRole('button')).toHaveText(['Copy text', 'Discard'])
  await note.getByRole('button', { name: 'Discard' }).click()
  await expect(note).toHaveCount(0)
  await other.context.close()
})

test('on a phone a dialog is no wider than the screen', async () => {
  const { page } = alice
  await page.setViewportSize({ width: 390, height: 800 })
  await page.getByRole('button', { name: 'Room menu' }).click()
  await page.getByRole('menuitem', { name: 'End contract' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading').evaluate((title) => {
    title.textContent = 'Donaudampfschifffahrtsgesellschaft'.repeat(4)
  })
  expect((await dialog.boundingBox())?.width).toBeLessThanOrEqual(390)
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('[P-4] a full disk gives the text back and says so', async () => {
  const { page, context } = alice
  const protocol = await context.newCDPSession(page)
  await protocol.send('Storage.overrideQuotaForOrigin', { origin: server.address, quotaSize: 1000 })
  const long = `too much ${'z'.repeat(19_000)}`
  for (let tries = 0; tries < 20; tries += 1) {
    await write(page, long)
    if ((await page.getByText('storage is full').count()) > 0) break
  }
  await expect(page.getByText('This device’s storage is full.').first()).toBeVisible()
  await expect(box(page)).toHaveValue(/^too much/)
  await openRoom(page, 'Copy pool')
  await openRoom(page, room)
  await expect(box(page)).toHaveValue(/^too much/)
  await protocol.send('Storage.overrideQuotaForOrigin', { origin: server.address })
})
