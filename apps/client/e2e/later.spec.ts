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

test('[M1] saved for later, a message stands in one’s own list, on every device, until it is done', async ({
  browser,
}) => {
  await write(bob.page, 'The paper stock is chosen on Friday.')
  const said = message(alice.page, 'The paper stock is chosen on Friday.')
  await said.focus()
  await alice.page.keyboard.press('s')
  await expect(alice.page.getByText('Saved for later').last()).toBeVisible()
  const phone = await signIn(browser, server.address, 'alice', {
    viewport: { width: 390, height: 780 },
  })
  await phone.page.getByRole('button', { name: 'Saved for later' }).click()
  const list = phone.page.getByRole('dialog', { name: 'Saved for later' })
  await expect(list).toContainText('The paper stock is chosen on Friday.')
  await expect(list).toContainText(room)
  await list.getByRole('button', { name: 'Reminder' }).click()
  await phone.page.getByRole('menuitem', { name: /Tomorrow/ }).click()
  await expect(list).toContainText('Reminds you tomorrow at 09:00')
  await list.getByRole('button', { name: 'Done' }).click()
  await expect(list).toContainText('Nothing saved')
  await phone.context.close()

  await alice.page.getByRole('button', { name: 'Saved for later' }).click()
  await expect(alice.page.getByText('Nothing saved')).toBeVisible()
  await alice.page.keyboard.press('Escape')
  expect([...alice.faults, ...phone.faults]).toEqual([])
})

test('[M1] a reminder comes at its time, although the server was killed in between; deleted, it says so', async () => {
  test.setTimeout(150_000)
  await write(bob.page, 'Send the invoice.')
  const said = message(alice.page, 'Send the invoice.')
  await expect(said).toBeVisible()
  await said.click({ button: 'right', position: { x: 4, y: 4 } })
  await alice.page.getByRole('menuitem', { name: /Remind me/ }).click()
  const soon = await alice.page.evaluate(() => {
    const at = new Date(Date.now() + 60_000)
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  })
  await alice.page.getByLabel('Another time').fill(soon)
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Remind me' }).click()
  await expect(alice.page.getByText(/Reminds you today at/)).toBeVisible()
  await server.restart()
  await expect(alice.page.getByText('Reminder: Send the invoice.')).toBeVisible({ timeout: 80_000 })
  await expect(alice.page.getByRole('button', { name: 'Saved for later, 1 due' })).toBeVisible()
  await alice.page.getByRole('button', { name: 'Show' }).click()
  await expect(said).toBeInViewport()

  await message(bob.page, 'Send the invoice.').focus()
  await bob.page.keyboard.press('Delete')
  await bob.page.getByRole('button', { name: 'Delete message' }).click()
  await alice.page.getByRole('button', { name: /^Saved for later/ }).click()
  await expect(alice.page.getByText('This message was deleted.')).toBeVisible()
  await expect(alice.page.getByText(/^Due since/)).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await expect(alice.page.getByRole('dialog')).toHaveCount(0)
})

test('[M7] sent later, a message is posted at its time under the eyes of everyone, the server killed in between', async () => {
  await box(alice.page).fill('The figures, as promised.')
  await alice.page.getByRole('button', { name: 'Send later' }).click()
  await alice.page.getByRole('menuitem', { name: /Tomorrow morning/ }).click()
  await expect(box(alice.page)).toHaveValue('')
  const line = alice.page.getByRole('button', { name: /1 scheduled message · tomorrow at 09:00/ })
  await line.click()
  const list = alice.page.getByRole('dialog', { name: 'Scheduled messages' })
  await expect(list).toContainText('The figures, as promised.')
  await list.getByRole('button', { name: 'Edit text' }).click()
  await list.getByRole('textbox').fill('The figures, corrected.')
  await list.getByRole('button', { name: 'Save' }).click()
  await list.getByRole('button', { name: 'Change the time' }).click()
  const soon = await alice.page.evaluate(() => {
    const at = new Date(Date.now() + 60_000)
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  })
  await alice.page.getByLabel('Another time').fill(soon)
  await alice.page.getByRole('button', { name: 'Schedule' }).click()
  await alice.page.keyboard.press('Escape')
  await server.restart()
  await expect(message(bob.page, 'The figures, corrected.')).toHaveCount(1, { timeout: 90_000 })
  await expect(alice.page.getByRole('button', { name: /scheduled message/ })).toHaveCount(0)
  await expect(bob.page.getByText('The figures, as promised.')).toHaveCount(0)
})

test('[M7] in a direct room the other’s time is told; sent now or taken back it is no longer scheduled', async () => {
  await openRoom(alice.page, 'Dan Wolfe')
  await box(alice.page, 'Dan Wolfe').fill('Good morning.')
  await alice.page.getByRole('button', { name: 'Send later' }).click()
  await expect(alice.page.getByText(/It is \d\d:\d\d for Dan Wolfe/)).toBeVisible()
  await alice.page.getByRole('menuitem', { name: /At 09:00 for Dan Wolfe/ }).click()
  await alice.page.getByRole('button', { name: /1 scheduled message/ }).click()
  const list = alice.page.getByRole('dialog', { name: 'Scheduled messages' })
  await expect(list).toContainText('09:00 for Dan Wolfe')
  await list.getByRole('button', { name: 'Do not send' }).click()
  await alice.page.getByRole('button', { name: 'Undo' }).click()
  await list.getByRole('button', { name: 'Send now' }).click()
  await expect(list).toContainText('Nothing is scheduled here any more.')
  await alice.page.keyboard.press('Escape')
  await expect(message(alice.page, 'Good morning.')).toHaveCount(1)
})

test('[M7] without the room when its time comes, a message is not sent, and its words are kept', async () => {
  await openRoom(bob.page, room)
  await box(bob.page).fill('See you at the launch.')
  await bob.page.getByRole('button', { name: 'Send later' }).click()
  await bob.page.getByRole('menuitem', { name: /Another time/ }).click()
  const soon = await bob.page.evaluate(() => {
    const at = new Date(Date.now() + 60_000)
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  })
  await bob.page.getByLabel('Another time').fill(soon)
  await bob.page.getByRole('button', { name: 'Schedule' }).click()
  await expect(bob.page.getByRole('button', { name: /1 scheduled message/ })).toBeVisible()
  await bob.page.getByRole('button', { name: 'Room menu' }).click()
  await bob.page.getByRole('menuitem', { name: 'Leave room' }).click()
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Leave room' }).click()
  await bob.page
    .getByRole('button', { name: 'Show', exact: true })
    .first()
    .click({ timeout: 90_000 })
  const failed = bob.page.getByRole('dialog', { name: 'Not sent' })
  await expect(failed).toContainText('See you at the launch.')
  await expect(failed.getByRole('button', { name: 'Copy text' })).toBeVisible()
  await failed.getByRole('button', { name: 'Discard' }).click()
  await expect(failed).toContainText('All is sent.')
  expect([...alice.faults, ...bob.faults]).toEqual([])
})
