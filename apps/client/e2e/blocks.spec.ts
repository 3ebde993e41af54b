import { expect, test } from '@playwright/test'
import { message, names, openRoom, room, signIn, write, type Seat } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

const shared = 'Copy pool'
let server: LiveServer
let alice: Seat
let bob: Seat

test.beforeAll(async ({ browser }) => {
  server = await startServer()
  alice = await signIn(browser, server.address, 'alice')
  bob = await signIn(browser, server.address, 'bob')
})
test.afterAll(async () => {
  await alice.context.close()
  await bob.context.close()
  await server.remove()
})

/** Bob's card, from his name beside a message. */
async function openCard(seat: Seat, name: string) {
  await seat.page.getByRole('button', { name, exact: true }).first().click()
  const card = seat.page.getByRole('dialog', { name: 'Profile' })
  await expect(card).toBeVisible()
  return card
}

test('[R8] an active contract stands before a block, and says so', async () => {
  const { page } = alice
  await openRoom(page, room)
  await page.getByRole('button', { name: 'People', exact: true }).click()
  const people = page.getByRole('complementary', { name: 'People' })
  await people.getByRole('button', { name: names.bob }).click()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  const refused = page.getByRole('dialog', { name: `You cannot block ${names.bob} now` })
  await expect(refused).toContainText('active contract')
  await refused.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByRole('button', { name: 'Room menu' }).click()
  await page.getByRole('menuitem', { name: 'End contract' }).click()
  await page.getByRole('button', { name: 'End contract' }).click()
  await expect(page.getByText('ended', { exact: false }).first()).toBeVisible()
})

test('[R8] a block folds what they say, and both ends of a direct room are closed', async () => {
  const { page } = alice
  await openRoom(page, shared)
  await openRoom(bob.page, shared)
  await write(bob.page, 'Before the block', shared)
  await expect(message(page, 'Before the block')).toBeVisible()
  const card = await openCard(alice, names.bob)
  await card.getByRole('button', { name: 'Block', exact: true }).click()
  const asked = page.getByRole('dialog', { name: `Block ${names.bob}?` })
  await expect(asked).toContainText('either way')
  await asked.getByRole('button', { name: 'Block', exact: true }).click()
  await expect(message(page, 'Before the block')).toHaveCount(0)
  await write(bob.page, 'After the block', shared)
  const folded = message(page, 'Message from someone you blocked')
  // One of the sample, the one before the block and the one after it.
  await expect(folded).toHaveCount(3)
  await expect(page.getByText('After the block')).toHaveCount(0)
  await folded.last().getByRole('button', { name: 'Show' }).click()
  await expect(message(page, 'After the block')).toBeFocused()

  const hers = await openCard(bob, names.alice)
  await hers.getByRole('button', { name: 'Message' }).click()
  await write(bob.page, 'Can you hear me?', names.alice)
  await expect(bob.page.getByText('cannot be reached directly').first()).toBeVisible()
  await expect(bob.page.getByText('blocked')).toHaveCount(0)
})

test('[R8] whoever was blocked is listed, and comes back by one press', async () => {
  const { page } = alice
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Blocked people' }).click()
  const list = page.getByRole('dialog', { name: 'Blocked people' })
  await list.getByRole('button', { name: `Unblock ${names.bob}` }).click()
  await expect(list).toContainText('Nobody is blocked')
  await page.keyboard.press('Escape')
  await expect(message(page, 'Before the block')).toBeVisible()
  await write(bob.page, 'Can you hear me now?', names.alice)
  await page.getByRole('option', { name: names.bob }).click()
  await expect(message(page, 'Can you hear me now?')).toBeVisible()
})
