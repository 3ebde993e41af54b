import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { names, signIn, type Seat } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

/** A service that is told of things: keeps what it gets, says yes. */
type Receiver = {
  url: string
  got: { headers: IncomingHttpHeaders; body: string }[]
  server: Server
}

let server: LiveServer
let alice: Seat
let receiver: Receiver

test.beforeAll(async ({ browser }) => {
  server = await startServer(['--allow-private-webhooks'])
  alice = await signIn(browser, server.address, 'alice')
  receiver = await startReceiver()
})
test.afterAll(async () => {
  receiver.server.close()
  await alice.context.close()
  await server.remove()
})

async function startReceiver(): Promise<Receiver> {
  const got: Receiver['got'] = []
  const listening = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ headers: request.headers, body })
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/parley`, got, server: listening }
}

async function openSection(page: Page, name: string): Promise<void> {
  if (!page.url().includes('/admin')) await page.goto(`${server.address}/admin`)
  await page.getByRole('tab', { name, exact: true }).click()
  await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  )
}
const service = (method: string, path: string, token: string, body: object) =>
  fetch(`${server.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('[P1] an administrator finds their page in the menu; anyone else does not', async ({
  browser,
}) => {
  const { page } = alice
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Administration' }).click()
  await expect(page.getByRole('heading', { name: 'Administration' })).toBeVisible()
  await expect(page.getByText(`${names.alice}`).last()).toBeVisible()

  const bob = await signIn(browser, server.address, 'bob')
  await bob.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect(bob.page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await expect(bob.page.getByRole('menuitem', { name: 'Administration' })).toHaveCount(0)
  await bob.page.goto(`${server.address}/admin`)
  await expect(bob.page.getByText('This page is for administrators')).toBeVisible()
  await bob.context.close()
})

test('[X4] who is deactivated is signed out at once, and comes back when let in again', async ({
  browser,
}) => {
  const { page } = alice
  const bob = await signIn(browser, server.address, 'bob')
  await openSection(page, 'People')
  await page.getByRole('searchbox', { name: 'Find by name or e-mail' }).fill('okafor')
  const row = page.getByRole('listitem').filter({ hasText: names.bob })
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await row.getByRole('button', { name: `Actions for ${names.bob}` }).click()
  await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
  await expect(row).toContainText('Deactivated')
  await expect(bob.page.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 2_000 })
  await bob.context.close()

  const again = await browser.newContext()
  const entry = await again.newPage()
  await entry.goto(server.address)
  await entry.getByRole('button', { name: names.bob }).click()
  await expect(entry.getByText('This account was deactivated.')).toBeVisible()
  await row.getByRole('button', { name: `Actions for ${names.bob}` }).click()
  await page.getByRole('menuitem', { name: 'Let in again' }).click()
  await expect(row).not.toContainText('Deactivated')
  await entry.getByRole('button', { name: names.bob }).click()
  await expect(entry.getByRole('listbox', { name: 'Rooms' })).toBeVisible()
  await again.close()
})

test('nobody takes the right from the last who has it', async () => {
  const { page } = alice
  await openSection(page, 'People')
  await page.getByRole('searchbox', { name: 'Find by name or e-mail' }).fill('keller')
  await page.getByRole('button', { name: `Actions for ${names.alice}` }).click()
  await page.getByRole('menuitem', { name: 'No longer administrator' }).click()
  await page.getByRole('button', { name: 'Give it up' }).click()
  await expect(page.getByText('A server needs an administrator.')).toBeVisible()
})

test('[R5] a token drives rooms, a webhook tells of them, until the token is revoked', async () => {
  const { page } = alice
  await openSection(page, 'Tokens')
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByRole('textbox', { name: 'Service' }).fill('Umbrella Market')
  await page.getByRole('button', { name: 'Make token' }).click()
  const token = (await page.getByText(/^pst_[0-9a-f]{16}_/).textContent()) ?? ''
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await expect(page.getByText(token)).toHaveCount(0)

  await openSection(page, 'Webhooks')
  await page.getByRole('button', { name: 'New webhook' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill(receiver.url)
  await page.getByRole('button', { name: 'Make webhook' }).click()
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? ''
  await page.getByRole('button', { name: 'I have kept it' }).click()

  const made = await service('POST', '/api/v1/rooms', token, {
    kind: 'interview',
    externalKey: 'job-1',
    client: { email: 'alice@sample.parley.local' },
    people: [{ email: 'nina@example.org' }],
    title: 'Umbrella logo',
  })
  expect([made.status, await made.clone().text()]).toEqual([200, expect.stringContaining('room')])
  await expect(page.getByRole('option', { name: 'Umbrella logo' })).toBeVisible()
  await expect.poll(() => receiver.got.length).toBe(1)
  const [first] = receiver.got
  const mac = createHmac('sha256', secret)
    .update(`${String(first?.headers['parley-timestamp'])}.${first?.body ?? ''}`)
    .digest('hex')
  expect(first?.headers['parley-signature']).toBe(`sha256=${mac}`)

  await page.getByRole('button', { name: 'Deliveries' }).click()
  await expect(page.getByText('answered 204')).toHaveCount(1)
  await page.getByRole('button', { name: 'Send room.created again' }).click()
  await expect(page.getByText('answered 204', { exact: true })).toHaveCount(2)
  await page.getByRole('button', { name: 'Send a ping' }).click()
  await expect.poll(() => receiver.got.length).toBe(3)
  expect(receiver.got[1]?.body).toBe(first?.body)

  await openSection(page, 'Tokens')
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible()
  const refused = await fetch(`${server.address}/api/v1/rooms`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(refused.status).toBe(401)
})

test('[P0] closed sign-up is closed for the next who comes', async ({ browser }) => {
  const { page } = alice
  await openSection(page, 'Server')
  await page.getByRole('radio', { name: /^Closed/ }).check()
  const other = await browser.newContext()
  const entry = await other.newPage()
  await entry.goto(server.address)
  await expect(entry.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(entry.getByRole('button', { name: 'Create an account' })).toHaveCount(0)
  await other.close()
  await page.reload()
  await expect(page.getByRole('radio', { name: /^Closed/ })).toBeChecked()
  await expect(page.getByText('20,000 characters')).toBeVisible()
})

test('health shows how the server is', async () => {
  await openSection(alice.page, 'Health')
  await expect(alice.page.getByText('Open connections')).toBeVisible()
  await expect(alice.page.getByText('as on this device')).toBeVisible()
})

test('[P5] nothing keeps anyone out of the page', async () => {
  for (const name of ['People', 'Tokens', 'Webhooks', 'Server', 'Health']) {
    await openSection(alice.page, name)
    await expect(alice.page.locator('main [aria-busy]')).toHaveCount(0)
    const { violations } = await new AxeBuilder({ page: alice.page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [name, id, nodes[0]?.html])).toEqual([])
  }
})

test('[P-11] nothing of this broke the content policy or went uncaught', () => {
  expect(alice.faults).toEqual([])
})
