import { expect, test } from '@playwright/test'
import { installed, message, openRoom, room, signIn, textsOf, write, type Seat } from './people.ts'
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
  await installed(alice.page)
  await installed(bob.page)
})
test.afterAll(async () => {
  await alice.context.close()
  await bob.context.close()
  await server.remove()
})

const queued = 'queued, sends when you are back online'

test('[M5] the server is killed: both read and write, also after a reload; restarted, all arrives once, in one order', async () => {
  await write(alice.page, 'line 0: before the storm')
  await expect(message(bob.page, 'line 0: before the storm')).toBeVisible()

  await server.kill()
  for (const { page } of [alice, bob])
    await expect(page.getByText('You are offline.')).toBeVisible()
  await write(alice.page, 'line a1')
  await write(bob.page, 'line b1')
  await expect(message(alice.page, 'line a1')).toContainText(queued)
  await expect(message(bob.page, 'line b1')).toContainText(queued)

  // Nothing answers: the page comes from the service worker, the talk and the queue from the files of this browser.
  await alice.page.reload()
  await expect(message(alice.page, 'line 0: before the storm')).toBeVisible()
  await expect(message(alice.page, 'line a1')).toContainText(queued)
  await write(alice.page, 'line a2')
  await expect(message(alice.page, 'line a2')).toContainText(queued)
  await expect(alice.page.getByText('2 waiting to be sent.')).toBeVisible()

  await server.restart()
  const all = ['line 0: before the storm', 'line a1', 'line a2', 'line b1']
  for (const { page } of [alice, bob]) {
    for (const text of all) await expect(message(page, text)).toHaveCount(1)
    await expect(page.getByText(queued)).toHaveCount(0)
    await expect(page.getByText('You are offline.')).toHaveCount(0)
  }
  const order = await textsOf(alice.page, 'line ')
  expect(order.toSorted()).toEqual(all)
  expect(await textsOf(bob.page, 'line ')).toEqual(order)
  expect(order.indexOf('line a1')).toBeLessThan(order.indexOf('line a2'))
})

test('[M6] a draft outlives a reload without a server', async () => {
  const writing = bob.page.getByRole('textbox', { name: `Message ${room}` })
  await writing.fill('a thought not finished')
  await writing.blur()
  await server.kill()
  await bob.page.reload()
  await expect(writing).toHaveValue('a thought not finished')
  await server.restart()
})

test('[R3] a room made offline keeps what is written in it, and all of it arrives', async () => {
  await server.kill()
  await expect(alice.page.getByText('You are offline.')).toBeVisible()
  await alice.page.getByRole('button', { name: 'New room' }).click()
  await alice.page.getByRole('textbox', { name: 'Title' }).fill('Made in a tunnel')
  await alice.page.getByRole('combobox', { name: 'People' }).fill('bob')
  await alice.page
    .getByRole('option', { name: /Bob Okafor/ })
    .last()
    .click()
  await alice.page.getByRole('button', { name: 'Create room' }).click()
  await write(alice.page, 'Can you read this?', 'Made in a tunnel')
  await expect(message(alice.page, 'Can you read this?')).toContainText(queued)
  await server.restart()
  await openRoom(bob.page, 'Made in a tunnel')
  await expect(message(bob.page, 'Can you read this?')).toBeVisible()
})
