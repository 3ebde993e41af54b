import { expect, test } from '@playwright/test'
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

test('a message, its edit, a reaction to it and its end arrive at the other', async () => {
  await write(alice.page, 'Is the *hero* ready?')
  await expect(message(bob.page, 'Is the hero ready?')).toBeVisible()
  await box(alice.page).press('ArrowUp')
  await box(alice.page).fill('Is the **hero** ready, and the footer?')
  await box(alice.page).press('Enter')
  const asked = message(bob.page, 'Is the hero ready, and the footer?')
  await expect(asked).toContainText('(edited)')
  await expect(asked.locator('strong')).toHaveText('hero')

  await asked.hover()
  await asked.getByRole('button', { name: 'React', exact: true }).click()
  await bob.page.getByRole('button', { name: 'React with 🎉' }).click()
  const reacted = message(alice.page, 'Is the hero ready, and the footer?')
  await expect(reacted.getByRole('button', { name: '🎉 1' })).toBeVisible()

  await reacted.focus()
  await alice.page.keyboard.press('Delete')
  await alice.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(message(bob.page, 'Is the hero ready, and the footer?')).toHaveCount(0)
})

test('[M4] who is here shows beside their name, and who left does not', async ({ browser }) => {
  await alice.page.getByRole('button', { name: 'People', exact: true }).click()
  const people = alice.page.getByRole('complementary', { name: 'People' })
  await expect(people.getByRole('region', { name: 'Here now' })).toContainText('Bob Okafor')
  await expect(people.getByRole('region', { name: 'Not here' })).toContainText('Mei Tanaka')
  const mei = await signIn(browser, server.address, 'mei')
  await expect(people.getByRole('region', { name: 'Here now' })).toContainText('Mei Tanaka')
  await mei.context.close()
  await expect(people.getByRole('region', { name: 'Not here' })).toContainText('Mei Tanaka')
  await alice.page.getByRole('button', { name: 'People', exact: true }).click()
})

test('[M4] typing shows at the other and ends with the message', async () => {
  await box(alice.page).pressSequentially('half a thou')
  await expect(bob.page.getByText('Alice is typing')).toBeVisible()
  await box(alice.page).fill('A whole thought.')
  await box(alice.page).press('Enter')
  await expect(message(bob.page, 'A whole thought.')).toBeVisible()
  await expect(bob.page.getByText('Alice is typing')).toHaveCount(0)
})

test('[M4] what the other has read shows under the last message', async () => {
  await write(alice.page, 'Seen this one?')
  await expect(message(bob.page, 'Seen this one?')).toBeVisible()
  const seen = message(alice.page, 'Seen this one?').getByRole('button', { name: /^Seen by/ })
  await expect(seen).toHaveAccessibleName('Seen by Bob Okafor')
})

test('[M3] what arrives elsewhere counts, and opening the room reads it', async () => {
  await openRoom(bob.page, 'Copy pool')
  await write(alice.page, 'First for Bob')
  await write(alice.page, 'Second for Bob')
  const row = bob.page.getByRole('option', { name: room })
  await expect(row).toContainText('2 unread')
  await expect(bob.page).toHaveTitle(/^\(\d+\)/)
  await openRoom(bob.page, room)
  await expect(bob.page.getByText('New', { exact: true })).toBeVisible()
  await expect(row).not.toContainText('unread')
})

test('[M2] marked as unread it stays unread until the room is opened again', async () => {
  await message(bob.page, 'Second for Bob').focus()
  await bob.page.keyboard.press('u')
  const row = bob.page.getByRole('option', { name: room })
  await expect(row).toContainText('1 unread')
  await write(alice.page, 'Third for Bob')
  await expect(row).toContainText('2 unread')
  await openRoom(bob.page, 'Copy pool')
  await openRoom(bob.page, room)
  await expect(row).not.toContainText('unread')
})

test('a quote leads to the message it answers, and so does a link to it', async () => {
  const { page } = alice
  await openRoom(page, room)
  const answer = message(page, 'I noticed. It is better.')
  const answered = message(page, 'The hero image was 3.1 MB').first()
  await message(page, 'Third for Bob').hover()
  await page.mouse.wheel(0, -1500)
  await answer.getByRole('button', { name: /In answer to/ }).click()
  await expect(answered).toBeInViewport()
  const id = await answered.getAttribute('data-message')
  await openRoom(page, 'Copy pool')
  await page.goto(`${server.address}/r/${(await roomIdOf(page)) ?? ''}/m/${id ?? ''}`)
  await expect(answered).toBeInViewport()
})

/** The id of the sample's contract room, from its address once open. */
async function roomIdOf(page: Seat['page']): Promise<string | undefined> {
  await openRoom(page, room)
  return new URL(page.url()).pathname.split('/')[2]
}

test('[R3] a room made by one is there for the other, with what was said in it', async () => {
  await alice.page.getByRole('button', { name: 'New room' }).click()
  await alice.page.getByRole('textbox', { name: 'Title' }).fill('Launch day')
  await alice.page.getByRole('combobox', { name: 'People' }).fill('bob')
  await alice.page
    .getByRole('option', { name: /Bob Okafor/ })
    .last()
    .click()
  await alice.page.getByRole('button', { name: 'Create room' }).click()
  await write(alice.page, 'Cake at four.', 'Launch day')
  await openRoom(bob.page, 'Launch day')
  await expect(message(bob.page, 'Cake at four.')).toBeVisible()
})

test('[R7] who is removed loses the room at once', async () => {
  await alice.page.getByRole('button', { name: 'People', exact: true }).click()
  await alice.page
    .getByRole('button', { name: /Bob Okafor/ })
    .last()
    .click()
  await alice.page.getByRole('button', { name: 'Remove from room' }).click()
  await expect(bob.page.getByText('You are no longer in this room')).toBeVisible()
  await expect(bob.page.getByRole('option', { name: 'Launch day' })).toHaveCount(0)
})

test('[P-11] nothing of this broke the content policy or went uncaught', () => {
  expect(alice.faults).toEqual([])
  expect(bob.faults).toEqual([])
})
