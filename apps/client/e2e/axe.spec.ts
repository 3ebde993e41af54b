import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { message, openRoom, room, signIn, write } from './people.ts'
import { startServer, type LiveServer } from './server.ts'

let server: LiveServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.remove())

/** What would keep someone out: serious and critical findings, each with the elements it is about. */
async function barriers(page: Page): Promise<string[]> {
  // What fades in is judged when it stands; what is taken away while it fades never does.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((each) => each.finished)),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[P5] nothing keeps anyone out of the main screens, ${colorScheme}`, async ({ browser }) => {
    const first = await browser.newContext({ colorScheme })
    const entry = await first.newPage()
    await entry.goto(server.address)
    await expect(entry.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(await barriers(entry), 'sign in').toEqual([])
    await entry.getByRole('button', { name: 'Create an account' }).click()
    expect(await barriers(entry), 'sign up').toEqual([])
    await entry.goto(`${server.address}/apps`)
    await expect(entry.getByRole('heading', { name: 'Get the apps' })).toBeVisible()
    expect(await barriers(entry), 'apps').toEqual([])
    await entry.goto(`${server.address}/invite/nothing`)
    await expect(entry.getByRole('heading', { name: 'No such invitation' })).toBeVisible()
    expect(await barriers(entry), 'invitation').toEqual([])
    await first.close()

    const { page, context } = await signIn(browser, server.address, 'alice', { colorScheme })
    await openRoom(page, room)
    await expect(message(page, 'one decision for you')).toBeVisible()
    expect(await barriers(page), 'room').toEqual([])
    await page.getByRole('button', { name: 'People', exact: true }).click()
    expect(await barriers(page), 'people').toEqual([])
    await page
      .getByRole('complementary', { name: 'People' })
      .getByRole('button', { name: /Bob Okafor/ })
      .click()
    expect(await barriers(page), 'profile').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'New room' }).click()
    expect(await barriers(page), 'new room').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    expect(await barriers(page), 'settings').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Categories' }).click()
    expect(await barriers(page), 'categories').toEqual([])
    await page.getByRole('tab', { name: 'Recent' }).click()
    // The view follows the person to their next seat: it is through when what was written after it is.
    await write(page, `Seen in ${colorScheme}`)
    await expect(message(page, `Seen in ${colorScheme}`)).not.toContainText(/queued|sending/i)

    await server.kill()
    await expect(page.getByText('You are offline.')).toBeVisible()
    await write(page, 'Written without a server')
    await expect(message(page, 'Written without a server')).toContainText('queued')
    expect(await barriers(page), 'offline').toEqual([])
    await server.restart()
    await context.close()
  })
}
