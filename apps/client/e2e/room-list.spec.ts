import { expect, test, type Page } from '@playwright/test'
import { box, openRoom, room, signIn, write } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

const row = (page: Page, title: string | RegExp) =>
  page.getByRole('option', { name: title }).or(page.getByRole('treeitem', { name: title }))

async function pick(page: Page, title: string, item: string): Promise<void> {
  await row(page, title).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test('[R6] favourites, archive, hiding, view and folded groups are the same on both devices, offline and after a restart', async ({
  browser,
}) => {
  const desk = await signIn(browser, server.address, 'alice')
  const other = await signIn(browser, server.address, 'alice')
  const bob = await signIn(browser, server.address, 'bob')
  // What is open on one of them would be read there at once.
  for (const { page } of [desk, other]) await openRoom(page, 'Copy pool')

  // From the row's menu, by mouse, then by keys alone.
  await pick(desk.page, 'Copy pool', 'Add to favourites')
  await desk.page.getByRole('tab', { name: 'Categories' }).click()
  const tree = (page: Page) => page.getByRole('tree', { name: 'Rooms' })
  await expect(tree(desk.page)).toBeVisible()
  await expect(tree(other.page)).toBeVisible()
  await expect(row(other.page, 'Copy pool')).toHaveCount(2)
  await desk.page.getByRole('treeitem', { name: 'People' }).click()
  await expect(other.page.getByRole('treeitem', { name: 'People' })).toHaveAttribute(
    'aria-expanded',
    'false',
  )
  await other.page.getByRole('treeitem', { name: 'People' }).click()
  await expect(desk.page.getByRole('treeitem', { name: 'People' })).toHaveAttribute(
    'aria-expanded',
    'true',
  )
  await desk.page.getByRole('tab', { name: 'Recent' }).click()
  await expect(other.page.getByRole('listbox', { name: 'Rooms' })).toBeVisible()

  // Archived: gone from the list on both, kept in its place, whatever is said there.
  await pick(desk.page, room, 'Archive')
  await expect(row(desk.page, room)).toHaveCount(0)
  await expect(row(other.page, room)).toHaveCount(0)
  await openRoom(bob.page, room)
  await write(bob.page, 'is anyone still here?')
  await expect(row(other.page, /^Archived/)).toHaveAccessibleName(/1 unread in archived rooms/)
  await expect(row(other.page, room)).toHaveCount(0)
  await row(other.page, /^Archived/).click()
  await expect(other.page.getByRole('heading', { name: 'Archived' })).toBeVisible()
  await expect(row(other.page, room)).toContainText('is anyone still here?')
  await pick(other.page, room, 'Take out of the archive')
  await expect(other.page.getByText('Nothing archived')).toBeVisible()
  await other.page.getByRole('button', { name: 'Back to the rooms' }).click()
  await expect(row(desk.page, room)).toHaveCount(1)

  // Hidden, offline: through when the network is back; shown again by the next message.
  await desk.context.setOffline(true)
  await row(desk.page, 'Bob Okafor')
    .focus()
    .catch(() => {})
  await pick(desk.page, 'Bob Okafor', 'Hide until the next message')
  await expect(row(desk.page, 'Bob Okafor')).toHaveCount(0)
  await expect(row(other.page, 'Bob Okafor')).toHaveCount(1)
  await desk.context.setOffline(false)
  await expect(row(other.page, 'Bob Okafor')).toHaveCount(0)
  await other.page.getByRole('textbox', { name: 'Filter rooms' }).fill('okaf')
  await expect(row(other.page, 'Bob Okafor')).toHaveCount(1)
  await other.page.getByRole('textbox', { name: 'Filter rooms' }).fill('')
  await desk.page.reload()
  await expect(row(desk.page, room)).toHaveCount(1)
  await expect(row(desk.page, 'Bob Okafor')).toHaveCount(0)
  await openRoom(bob.page, 'Alice Keller')
  await write(bob.page, 'hidden from you?', 'Alice Keller')
  await expect(row(desk.page, 'Bob Okafor')).toHaveCount(1)
  await expect(row(other.page, 'Bob Okafor')).toHaveCount(1)

  for (const seat of [desk, other, bob]) {
    expect(seat.faults).toEqual([])
    await seat.context.close()
  }
})

test('[R6] the row shows what is begun in it and that it was marked unread; keys alone open its menu', async ({
  browser,
}) => {
  const { page, context, faults } = await signIn(browser, server.address, 'alice')
  await openRoom(page, 'Copy pool')
  await box(page, 'Copy pool').fill('the first half of')
  await openRoom(page, room)
  await expect(row(page, 'Copy pool')).toContainText('Draft: the first half of')

  await page.getByRole('listbox', { name: 'Rooms' }).focus()
  await page.keyboard.press('Home')
  const first = page.getByRole('option').first()
  const title = (await first.locator('.name-start').first().textContent()) ?? ''
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page.getByRole('listbox', { name: 'Rooms' })).toBeFocused()
  expect(title).not.toBe('')

  // Folded to faces and back, remembered.
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Fold the room list to icons' }).click()
  await expect(page.getByRole('button', { name: 'Show the whole list' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Show the whole list' })).toBeVisible()
  await row(page, 'Copy pool').click()
  await expect(box(page, 'Copy pool')).toHaveValue('the first half of')
  await page.getByRole('button', { name: 'Show the whole list' }).click()
  await expect(page.getByRole('textbox', { name: 'Filter rooms' })).toBeVisible()
  expect(faults).toEqual([])
  await context.close()
})
