import { expect, test } from '@playwright/test'
import { message, openRoom, room, signIn, write } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

test('two tabs of one person both live, and when the first is closed the other writes on', async ({
  browser,
}) => {
  const alice = await signIn(browser, server.address, 'alice')
  await openRoom(alice.page, room)
  const second = await alice.context.newPage()
  await second.goto(alice.page.url())
  await write(second, 'from the second tab')
  await expect(message(alice.page, 'from the second tab')).toBeVisible()
  await write(alice.page, 'from the first tab')
  await expect(message(second, 'from the first tab')).toBeVisible()

  await alice.page.close()
  await write(second, 'alone now')
  await expect(message(second, 'alone now')).toBeVisible()
  await expect(message(second, 'alone now')).not.toContainText(/sending|queued|not sent/)
  const third = await alice.context.newPage()
  await third.goto(second.url())
  await expect(message(third, 'alone now')).toBeVisible()
  await alice.context.close()
})
