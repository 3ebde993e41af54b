import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { box, message, openRoom, room, signIn, write } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

/** [R4] Someone without an account is invited by e-mail, comes in by the link, and talks. */
let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

/** The link in the latest mail to the address, once it lies in the folder. */
async function mailedLink(email: string): Promise<string> {
  const folder = join(server.data, 'mail')
  let link: string | undefined
  await expect(async () => {
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.eml')).toSorted()) {
      // Quoted-printable, as mails are: lines broken by "=".
      const text = (await readFile(join(folder, name), 'utf8')).replace(/=\r\n/g, '')
      if (!text.includes(`To: ${email}`)) continue
      link = /http:\/\/localhost:\d+\/invite\/[\w-]{43}/.exec(text)?.[0]
    }
    expect(link).toBeDefined()
  }).toPass()
  return link ?? ''
}

async function invite(page: Page, email: string): Promise<void> {
  const people = page.getByRole('button', { name: 'Invite people' })
  if (!(await people.isVisible()))
    await page.getByRole('button', { name: 'People', exact: true }).click()
  await people.click()
  await page.getByRole('combobox', { name: 'People' }).fill(email)
  await page.getByRole('option', { name: email }).click()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Invited' }).getByText(email)).toBeVisible()
}

async function open(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(address)
  return { context, page }
}

test('invited by mail, signed up by the link, in the room, seen by both', async ({ browser }) => {
  const alice = await signIn(browser, server.address, 'alice')
  await openRoom(alice.page, room)
  await invite(alice.page, 'sam@example.com')
  await expect(alice.page.getByText('Invited · expires in 7 days')).toBeVisible()

  const sam = await open(browser, await mailedLink('sam@example.com'))
  await expect(sam.page.getByText('Alice Keller invites you to the room')).toBeVisible()
  const email = sam.page.getByLabel('E-mail')
  await expect(email).toHaveValue('sam@example.com')
  await expect(email).not.toBeEditable()
  await sam.page.getByLabel('Your name').fill('Sam Rivera')
  await sam.page.getByLabel('Password').fill('correct horse')
  await sam.page.getByRole('button', { name: 'Create account' }).click()

  await expect(box(sam.page)).toBeVisible()
  await write(sam.page, 'Hello, I am new here')
  await expect(message(alice.page, 'Hello, I am new here')).toBeVisible()
  await expect(alice.page.getByRole('region', { name: 'Invited' })).toHaveCount(0)
  await expect(alice.page.getByRole('button', { name: /Sam Rivera/ }).first()).toBeVisible()

  const again = await open(browser, await mailedLink('sam@example.com'))
  await expect(again.page.getByText('The invitation was used')).toBeVisible()
  for (const { context } of [alice, sam, again]) await context.close()
})

test('who has an account joins when signed in; another person is told whom it is for', async ({
  browser,
}) => {
  const alice = await signIn(browser, server.address, 'alice')
  await openRoom(alice.page, room)
  await invite(alice.page, 'kim@example.com')
  const link = await mailedLink('kim@example.com')
  await alice.page.goto(link)
  await expect(alice.page.getByText('This invitation is for someone else')).toBeVisible()
  await expect(alice.page.getByText('k••@example.com')).toBeVisible()
  await alice.page.getByRole('button', { name: 'Use the invited address' }).click()
  await expect(alice.page.getByRole('heading', { name: 'Create an account' })).toBeVisible()
  await expect(alice.page.getByLabel('E-mail')).toHaveValue('kim@example.com')
  await alice.context.close()
})

test('revoked, its link says so', async ({ browser }) => {
  const alice = await signIn(browser, server.address, 'alice')
  await openRoom(alice.page, room)
  await invite(alice.page, 'lee@example.com')
  const link = await mailedLink('lee@example.com')
  await alice.page.getByRole('button', { name: 'Invitation of lee@example.com' }).click()
  await alice.page.getByRole('menuitem', { name: 'Revoke' }).click()
  await expect(
    alice.page.getByRole('button', { name: 'Invitation of lee@example.com' }),
  ).toHaveCount(0)
  const lee = await open(browser, link)
  await expect(lee.page.getByText('The invitation was taken back')).toBeVisible()
  await lee.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(lee.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  for (const { context } of [alice, lee]) await context.close()
})
