import { expect, test, type Page } from '@playwright/test'
import { box, message, openRoom, room, signIn, write, type Seat } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer
let alice: Seat
let bob: Seat

test.beforeAll(async ({ browser }) => {
  server = await startServer()
  alice = await signIn(browser, server.address, 'alice')
  bob = await signIn(browser, server.address, 'bob')
  await openRoom(alice.page, room)
  await openRoom(bob.page, room)
})
test.afterAll(async () => {
  await alice.context.close()
  await bob.context.close()
  await server.remove()
})

/** Opens the menu of a message by the right button of the mouse, and picks from it. */
async function pick(page: Page, text: string, item: string | RegExp): Promise<void> {
  await message(page, text).click({ button: 'right', position: { x: 4, y: 4 } })
  await page.getByRole('menuitem', { name: item }).click()
}

test('[M1] pinned, a message stands in the room’s list for everyone; deleted, no longer', async () => {
  await write(alice.page, 'Launch is on the ninth.')
  await expect(message(bob.page, 'Launch is on the ninth.')).toBeVisible()
  // Bob is a member: nothing that the server would refuse is offered to him.
  await message(bob.page, 'Launch is on the ninth.').focus()
  await bob.page.keyboard.press('Shift+F10')
  await expect(bob.page.getByRole('menuitem', { name: /Reply/ })).toBeVisible()
  await expect(bob.page.getByRole('menuitem', { name: /Pin/ })).toHaveCount(0)
  await bob.page.keyboard.press('Escape')

  await pick(alice.page, 'Launch is on the ninth.', /Pin in this room/)
  await expect(bob.page.getByText('Alice Keller pinned a message')).toBeVisible()
  await bob.page.getByRole('button', { name: 'Pinned messages, 1' }).click()
  const pinned = bob.page.getByRole('dialog', { name: 'Pinned messages' })
  await expect(pinned).toContainText('Launch is on the ninth.')
  await expect(pinned).toContainText('Alice Keller pinned this today')
  await expect(pinned.getByRole('button', { name: 'Unpin' })).toHaveCount(0)
  await pinned.getByRole('button', { name: /Launch is on the ninth/ }).click()
  await expect(message(bob.page, 'Launch is on the ninth.')).toBeInViewport()

  await message(alice.page, 'Launch is on the ninth.').focus()
  await alice.page.keyboard.press('Delete')
  await alice.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(bob.page.getByRole('button', { name: /Pinned messages/ })).toHaveCount(0)
})

test('[M1] earlier versions can be read, with what each changed, and not once it is deleted', async () => {
  await write(alice.page, 'The draft comes on Monday.')
  await expect(message(alice.page, 'The draft comes on Monday.')).toBeVisible()
  await box(alice.page).press('ArrowUp')
  await box(alice.page).fill('The draft comes on Tuesday.')
  await box(alice.page).press('Enter')
  const changed = message(bob.page, 'The draft comes on Tuesday.')
  await changed.getByRole('button', { name: '(edited)' }).click()
  const dialog = bob.page.getByRole('dialog', { name: 'Earlier versions' })
  await expect(dialog.locator('del')).toHaveText('Monday')
  await expect(dialog.locator('ins')).toHaveText('Tuesday')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await expect(dialog.getByRole('listitem').last()).toContainText('The draft comes on Monday.')
  await bob.page.keyboard.press('Escape')

  await message(alice.page, 'The draft comes on Tuesday.').focus()
  await alice.page.keyboard.press('Delete')
  await alice.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(message(bob.page, 'Message deleted').last()).toBeVisible()
  await expect(bob.page.getByText('The draft comes on')).toHaveCount(0)
})

test('[M1] forwarded into another room it names its author, and leads back only who may go there', async () => {
  await newRoom(alice.page, 'Budget', [])
  await write(alice.page, 'Forty days, **not** more.', 'Budget')
  await pick(alice.page, 'Forty days, not more.', /Forward/)
  const dialog = alice.page.getByRole('dialog', { name: 'Forward message' })
  await dialog.getByRole('combobox', { name: 'To' }).fill('brand')
  await dialog.getByRole('option', { name: room }).click()
  await dialog.getByRole('textbox', { name: /Your words/ }).fill('So that you know, @bob')
  await dialog.getByRole('button', { name: 'Forward', exact: true }).click()

  const atBob = message(bob.page, 'So that you know')
  await expect(atBob).toContainText('Forwarded from Alice Keller')
  await expect(atBob.locator('strong')).toHaveText('not')
  // Bob is not in that room: he is told neither its name nor a way there.
  await expect(atBob).not.toContainText('Budget')
  await expect(atBob.getByRole('button', { name: /Open in/ })).toHaveCount(0)
  await expect(bob.page.getByText('Budget')).toHaveCount(0)

  await openRoom(alice.page, room)
  await message(alice.page, 'So that you know')
    .getByRole('button', { name: 'Open in Budget' })
    .click()
  await expect(box(alice.page, 'Budget')).toBeVisible()
  await expect(message(alice.page, 'Forty days, not more.')).toBeInViewport()

  // Passed on again, it is still Alice's.
  await pick(bob.page, 'So that you know', /Forward/)
  await bob.page.getByRole('combobox', { name: 'To' }).fill('copy')
  await bob.page.getByRole('option', { name: 'Copy pool' }).click()
  await bob.page.getByRole('button', { name: 'Forward', exact: true }).click()
  await openRoom(bob.page, 'Copy pool')
  await expect(message(bob.page, 'Forty days, not more.')).toContainText(
    'Forwarded from Alice Keller',
  )
})

test('[M1] a link to a message opens it in its room, and tells a stranger nothing', async () => {
  await openRoom(alice.page, 'Budget')
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await pick(alice.page, 'Forty days, not more.', /Copy link/)
  await expect(alice.page.getByText('Link copied')).toBeVisible()
  const link = await alice.page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(new RegExp(`^${server.address}/r/[^/]+/m/[^/]+$`))

  // Written in a message, it opens here and not in another tab.
  await openRoom(alice.page, room)
  await write(alice.page, link)
  await message(alice.page, link).getByRole('link').click()
  await expect(box(alice.page, 'Budget')).toBeVisible()
  await expect(message(alice.page, 'Forty days, not more.')).toBeInViewport()
  expect(alice.context.pages()).toHaveLength(1)

  await openRoom(bob.page, room)
  await message(bob.page, link).getByRole('link').click()
  await expect(bob.page.getByText('No room here')).toBeVisible()
  await expect(bob.page.getByText('There is no such room, or you are not in it.')).toBeVisible()
  await expect(bob.page.getByText('Budget')).toHaveCount(0)
  await openRoom(bob.page, room)
})

test('[M2] marked as unread on one device it stays so on the other, and after a restart', async ({
  browser,
}) => {
  const phone = await signIn(browser, server.address, 'bob')
  await openRoom(phone.page, room)
  await openRoom(bob.page, room)
  await openRoom(alice.page, room)
  await write(alice.page, 'One to keep for later')
  await expect(message(bob.page, 'One to keep for later')).toBeVisible()
  await expect(message(phone.page, 'One to keep for later')).toBeVisible()
  const row = (page: Page) => page.getByRole('option', { name: room })
  await pick(bob.page, 'One to keep for later', /Mark as unread/)
  await expect(row(bob.page)).toContainText('1 unread')
  await expect(row(phone.page)).toContainText('1 unread')

  // The room stands open on both; what comes now is unread as well.
  await phone.page.bringToFront()
  await write(alice.page, 'And one more')
  await expect(row(phone.page)).toContainText('2 unread')
  await expect(row(bob.page)).toContainText('2 unread')

  await phone.page.getByRole('button', { name: 'Room menu' }).click()
  await phone.page.getByRole('menuitem', { name: 'Why is this unread?' }).click()
  const why = phone.page.getByRole('dialog', { name: 'Why is this unread?' })
  await expect(why).toContainText('2 messages are unread')
  await expect(why).toContainText('You marked this room as unread')
  await expect(why.getByRole('listitem')).toHaveText('2 by Alice Keller')
  await phone.page.keyboard.press('Escape')

  await phone.page.reload()
  await expect(box(phone.page)).toBeVisible()
  await expect(row(phone.page)).toContainText('2 unread')

  await openRoom(phone.page, 'Copy pool')
  await openRoom(phone.page, room)
  await expect(row(phone.page)).not.toContainText('unread')
  await expect(row(bob.page)).not.toContainText('unread')
  await phone.context.close()
})

test('[M4] whoever has read to a message stands under it', async () => {
  await openRoom(bob.page, room)
  await write(alice.page, 'Read this, Bob')
  const seen = message(alice.page, 'Read this, Bob').getByRole('button', { name: /Seen by/ })
  await expect(seen).toHaveAccessibleName('Seen by Bob Okafor')
  await seen.click()
  await expect(alice.page.getByRole('dialog', { name: 'Seen by' })).toContainText('Bob Okafor')
  await alice.page.keyboard.press('Escape')
  await openRoom(bob.page, 'Copy pool')
  await write(alice.page, 'And not this')
  await expect(message(alice.page, 'And not this')).toBeVisible()
  await expect(seen).toBeVisible()
})

test('[P-11] nothing of this broke the content policy or went uncaught', () => {
  expect(alice.faults).toEqual([])
  expect(bob.faults).toEqual([])
})

async function newRoom(page: Page, title: string, people: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'New room' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  for (const name of people) {
    await page.getByRole('combobox', { name: 'People' }).fill(name)
    await page.getByRole('option', { name }).last().click()
  }
  await page.getByRole('button', { name: 'Create room' }).click()
  await expect(box(page, title)).toBeVisible()
}
