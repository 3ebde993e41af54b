import { expect, test } from '@playwright/test'
import { box, room, signIn } from './people.ts'
import { startServer } from './server.ts'

test('a finger that rests on a message opens its menu, which stays when it lifts', async ({
  browser,
}) => {
  const server = await startServer()
  const { page, context } = await signIn(browser, server.address, 'alice', {
    viewport: { width: 375, height: 700 },
    hasTouch: true,
    isMobile: true,
  })
  await page.getByRole('option', { name: room }).tap()
  await expect(box(page)).toBeVisible()
  const row = page.getByRole('article').nth(-3)
  await expect(row).toBeInViewport()
  const place = await row.boundingBox()
  if (place === null) throw new Error('the message has no place')
  const finger = await context.newCDPSession(page)
  const touchPoints = [{ x: place.x + 120, y: place.y + 20 }]
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(page.getByRole('menu')).toBeVisible()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await page.getByRole('menuitem', { name: /Forward/ }).tap()
  await expect(page.getByRole('dialog', { name: 'Forward message' })).toBeVisible()
  await context.close()
  await server.remove()
})
