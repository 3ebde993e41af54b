import { expect, test } from '@playwright/test'
import { installed, message, names, openRoom, room, signIn, write } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

test('[M5] what was written offline in a room one has lost stays in sight until it is given up', async ({
  browser,
}) => {
  const alice = await signIn(browser, server.address, 'alice')
  const bob = await signIn(browser, server.address, 'bob')
  await openRoom(alice.page, room)
  await openRoom(bob.page, room)
  await installed(bob.page)
  await alice.page.getByRole('button', { name: 'People', exact: true }).click()
  const people = alice.page.getByRole('complementary', { name: 'People' })
  await expect(people.getByRole('button', { name: names.bob })).toBeVisible()

  await server.kill()
  await expect(bob.page.getByText('You are offline.')).toBeVisible()
  await write(bob.page, 'Too late for this room', room)
  await expect(message(bob.page, 'Too late for this room')).toContainText('queued')
  const unfinished = bob.page.getByRole('textbox', { name: `Message ${room}` })
  await unfinished.fill('half a thought')
  await unfinished.blur()
  await bob.page.reload()
  await expect(unfinished).toHaveValue('half a thought')
  await bob.page.close()
  await server.restart()
  await people.getByRole('button', { name: names.bob }).click()
  await alice.page.getByRole('button', { name: 'Remove from room' }).click()
  await expect(people.getByRole('button', { name: names.bob })).toHaveCount(0)
  await expect(alice.page.getByText('You are offline.')).toHaveCount(0)

  const back = await bob.context.newPage()
  await back.goto(server.address)
  await back.getByText('2 things were not sent.').waitFor()
  await back.getByRole('button', { name: 'Show' }).click()
  const dialog = back.getByRole('dialog', { name: 'Not sent' })
  await expect(dialog).toContainText('Too late for this room')
  await expect(dialog).toContainText('you are not in it any more')
  const draft = dialog.getByRole('listitem').filter({ hasText: 'half a thought' })
  await expect(draft).toContainText('You were writing this when you lost the room.')
  await expect(draft.getByRole('button')).toHaveText(['Copy text', 'Discard'])
  for (const left of [1, 0]) {
    await dialog.getByRole('button', { name: 'Discard' }).first().click()
    await expect(dialog.getByRole('listitem')).toHaveCount(left)
  }
  await expect(dialog).toContainText('All is sent.')
  await alice.context.close()
  await bob.context.close()
})
