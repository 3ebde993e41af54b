import { expect, test, type Locator, type Page } from '@playwright/test'
import { crc32, deflateSync } from 'node:zlib'
import { installed, message, openRoom, room, signIn, write, type Seat } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

test.describe.configure({ mode: 'serial' })

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

const face = (of: Locator) => of.locator('img').first()
/** True once the image is there and drawn. */
const isDrawn = (image: Locator) =>
  image.evaluate((element: HTMLImageElement) => element.naturalWidth > 0)

async function settings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('menuitem', { name: 'All settings' }).click()
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: section })
    .click()
}

test('[R9] a photo is cropped, seen by the other at once, after a restart, and offline', async () => {
  await write(alice.page, 'Here I am.')
  await expect(message(bob.page, 'Here I am.')).toBeVisible()
  await settings(alice.page, 'Profile')
  await alice.page.locator('input[type=file]').setInputFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: picture(400, 300),
  })
  const dialog = alice.page.getByRole('dialog', { name: 'Choose the part to show' })
  await dialog.getByRole('button', { name: 'Use this photo' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(alice.page.getByRole('button', { name: 'Change photo' })).toBeVisible()

  const seen = face(message(bob.page, 'Here I am.'))
  await expect(seen).toBeVisible()
  await expect.poll(() => isDrawn(seen)).toBe(true)

  await server.restart()
  await bob.page.reload()
  await expect.poll(() => isDrawn(face(message(bob.page, 'Here I am.')))).toBe(true)

  await installed(bob.page)
  await server.kill()
  await bob.page.reload()
  await expect.poll(() => isDrawn(face(message(bob.page, 'Here I am.')))).toBe(true)
  await server.restart()
  expect([...alice.faults, ...bob.faults]).toEqual([])
})

test('[R9] a status and a name written without a network are shown at once and sent later', async () => {
  await alice.context.setOffline(true)
  await server.kill()
  await alice.page.getByRole('textbox', { name: 'Status' }).fill('In the workshop')
  await alice.page.getByRole('button', { name: '🎧' }).click()
  await alice.page.getByRole('button', { name: 'Set status' }).click()
  await alice.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Alice K.')
  await alice.page.getByRole('button', { name: 'Save' }).click()
  await alice.page.keyboard.press('Escape')
  await expect(alice.page.getByRole('button', { name: /Alice K\./ }).first()).toContainText(
    '🎧 In the workshop',
  )
  await server.restart()
  await alice.context.setOffline(false)
  await expect(bob.page.getByText('Alice Keller is now called Alice K.')).toBeVisible({
    timeout: 60_000,
  })
  await bob.page.getByRole('button', { name: 'People', exact: true }).click()
  await expect(bob.page.getByRole('complementary', { name: 'People' })).toContainText(
    '🎧 In the workshop',
  )
})

test('a section has its own address, and the list of sessions signs out another', async () => {
  await bob.page.goto(`${server.address}/settings/account`)
  const here = bob.page.getByRole('main')
  await expect(here.getByRole('heading', { name: 'Account' })).toBeVisible()
  await expect(here).toContainText('This one, since')
  await bob.page.goto(`${server.address}/settings/appearance`)
  await here.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await expect(bob.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await bob.page.getByRole('button', { name: 'Back to rooms' }).first().click()
  await expect(bob.page.getByRole('listbox', { name: 'Rooms' })).toBeVisible()
})

/** A PNG of one colour. */
function picture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * 3, 120)])
  const data = deflateSync(Buffer.concat(Array<Buffer>(height).fill(row)))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
