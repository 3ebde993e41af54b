import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { serveGallery } from './gallery/serve.ts'

let gallery: { server: Server; address: string }
let folder: string

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-gallery-'))
  gallery = await serveGallery(folder)
})
test.afterAll(async () => {
  gallery.server.close()
  await rm(folder, { recursive: true })
})

const message = (page: Page, id: string) => page.locator(`[data-message="${id}"]`)
const topOf = (page: Page, id: string) =>
  message(page, id).evaluate((node) => node.getBoundingClientRect().top)
async function open(page: Page, scene: string, newest: string) {
  await page.goto(`${gallery.address}/?scene=${scene}`)
  await expect(message(page, newest)).toBeInViewport()
}

/** The message in the middle of the list: what someone reads. */
const read = (page: Page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-message]')]
    const middle = innerHeight / 2
    return rows.find((row) => row.getBoundingClientRect().bottom > middle)?.dataset['message'] ?? ''
  })

/**
 * Scrolls to `top` and follows, frame by frame, the message then first in sight until the page above it has come and settled.
 * Gives the most its text moved, in px.
 */
function driftWhileLoading(page: Page, top: number) {
  return page.evaluate(async (to) => {
    // A task after the frame: what was painted, not what a size observer is about to correct.
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const count = () => document.querySelector('output')?.textContent
    const rows = () => [...document.querySelectorAll<HTMLElement>('[data-message]')]
    const list = rows()[0]?.closest<HTMLElement>('.overflow-y-auto')
    if (list === null || list === undefined) throw new Error('no list')
    const before = count()
    list.scrollTop = to
    // The leap itself meets rows not measured yet; they settle before the page is served.
    for (let settled = 0; settled < 5; settled += 1) await frame()
    const serve = [...document.querySelectorAll('button')].find(
      (button) => button.textContent === 'serve',
    )
    if (serve === undefined) throw new Error('nothing serves pages')
    const edge = list.getBoundingClientRect().top
    const read = rows().find((row) => row.getBoundingClientRect().bottom > edge + 1)?.dataset[
      'message'
    ]
    const foot = () =>
      document.querySelector(`[data-message="${read}"]`)?.getBoundingClientRect().bottom ??
      Number.NaN
    const start = foot()
    let drift = 0
    for (let after = 0; after < 8;) {
      // Serves what the list has asked for; before it asks, nothing happens.
      if (count() === before) serve.click()
      await frame()
      drift = Math.max(drift, Math.abs(foot() - start))
      if (Number.isNaN(drift)) throw new Error(`the message being read, ${read}, is gone`)
      if (count() !== before) after += 1
    }
    return drift
  }, top)
}

test('[M3] pages loaded above move nothing, even while the very first message is read', async ({
  page,
}) => {
  await open(page, 'history', 'h599')
  for (const top of [0, 150, 0, 400, 90])
    expect(await driftWhileLoading(page, top)).toBeLessThanOrEqual(1)
})

test('[M3] scrolled up, what arrives below moves nothing; at the end, the end stays in sight', async ({
  page,
}) => {
  await open(page, 'history', 'h599')
  await page.getByRole('button', { name: 'append' }).click()
  await expect(message(page, 'x0')).toBeInViewport()
  await message(page, 'x0').hover()
  await page.mouse.wheel(0, -900)
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  const id = await read(page)
  const top = await topOf(page, id)
  await page.getByRole('button', { name: 'append' }).click()
  await expect(page.getByRole('button', { name: '2 new' })).toBeVisible()
  expect(Math.abs((await topOf(page, id)) - top)).toBeLessThanOrEqual(1)
  await page.getByRole('button', { name: '2 new' }).click()
  await expect(message(page, 'x1')).toBeInViewport()
})

test('[M3] what grows late above what is read, as an image does, moves nothing', async ({
  page,
}) => {
  await open(page, 'history', 'h599')
  await message(page, 'h599').hover()
  await page.mouse.wheel(0, -1200)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  const moved = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    for (let settled = 0; settled < 5; settled += 1) await frame()
    const rows = [...document.querySelectorAll<HTMLElement>('[data-message]')]
    const edge = rows[0]?.closest('.overflow-y-auto')?.getBoundingClientRect().top ?? 0
    const read = rows.find((row) => row.getBoundingClientRect().top >= edge)
    if (read === undefined) throw new Error('nothing is in sight')
    const above = rows.slice(0, rows.indexOf(read))
    const start = read.getBoundingClientRect().top
    let drift = 0
    for (const [at, row] of above.entries()) {
      row.append(Object.assign(document.createElement('div'), { className: 'late' }))
      const late = row.lastElementChild
      if (late instanceof HTMLElement) late.style.height = `${40 + at * 30}px`
      await frame()
      drift = Math.max(drift, Math.abs(read.getBoundingClientRect().top - start))
    }
    return { rows: above.length, drift }
  })
  expect(moved.rows).toBeGreaterThan(3)
  expect(moved.drift).toBeLessThanOrEqual(1)
})

test('[M3] a pill leads to the first unread message, also one that is not loaded; its mark fades', async ({
  page,
}) => {
  await open(page, 'unread', 'h599')
  const pill = page.getByRole('button', { name: '200 new messages · jump to first unread' })
  await pill.click()
  await expect(message(page, 'h400')).toBeInViewport()
  await expect(pill).toHaveCount(0)
  const mark = () => message(page, 'h400').evaluate((row) => getComputedStyle(row).animationName)
  expect(await mark()).toBe('flash')
  await expect.poll(mark).toBe('none')
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(message(page, 'h599')).toBeInViewport()
  await pill.click()
  await expect(message(page, 'h400')).toBeInViewport()
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await page.getByRole('button', { name: 'Hide how many are new' }).click()
  await expect(pill).toHaveCount(0)
})

test('100,000 messages: a jump to the tenth and back, with few rows in the page', async ({
  page,
}) => {
  await open(page, 'huge', 'h99999')
  await page.getByRole('button', { name: 'load all' }).click()
  await expect(page.locator('output')).toHaveText('100000')
  await expect(message(page, 'h99999')).toBeInViewport()
  await page.getByRole('button', { name: 'jump', exact: true }).click()
  await expect(message(page, 'h10')).toBeInViewport()
  expect(await page.locator('[data-message]').count()).toBeLessThan(80)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(message(page, 'h99999')).toBeInViewport()
})

test('arrows walk the messages and leave at the end for the place to write', async ({ page }) => {
  await page.goto(`${gallery.address}/?scene=alone`)
  await page.getByRole('textbox', { name: 'Message Brand site redesign' }).focus()
  await page.keyboard.press('Shift+Tab')
  while ((await page.evaluate(() => document.activeElement?.tagName)) !== 'ARTICLE')
    await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowUp')
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-message'))
  expect(focused).not.toBeNull()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('textbox', { name: 'Message Brand site redesign' })).toBeFocused()
})
