import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
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

/** Rows drawn at a time, in sight and around it, whatever their number. */
const mostRows = 60

test('[R6] of 2,000 rooms only those in sight are drawn; scrolling and filtering keep pace', async ({
  page,
}) => {
  await page.goto(`${gallery.address}/?scene=list`)
  const list = page.getByRole('listbox', { name: 'Rooms' })
  await expect(list.getByRole('option').first()).toBeVisible()

  const scrolled = await page.evaluate(async () => {
    const box = document.querySelector('[role=listbox]')?.parentElement
    if (!box) throw new Error('no list')
    const work: number[] = []
    let most = 0
    for (let step = 0; step < 60; step += 1) {
      box.scrollTop += 700
      const began = performance.now()
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      work.push(performance.now() - began)
      most = Math.max(most, document.querySelectorAll('[role=option]').length)
    }
    return { median: work.toSorted((a, b) => a - b)[30] ?? 0, most, top: box.scrollTop }
  })
  expect(scrolled.top).toBe(60 * 700)
  expect(scrolled.most).toBeLessThanOrEqual(mostRows)

  const filter = page.getByRole('textbox', { name: 'Filter rooms' })
  await filter.focus()
  const typed = await page.evaluate(async () => {
    const field = document.activeElement as HTMLInputElement
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    const work: number[] = []
    for (const text of ['r', 'ro', 'roo', 'room', 'room ', 'room 1', 'room 19', 'room 199']) {
      const began = performance.now()
      set?.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      work.push(performance.now() - began)
    }
    return work.toSorted((a, b) => a - b)[4] ?? 0
  })
  await expect(list.getByRole('option', { name: 'Room 1990' })).toBeVisible()
  console.log(
    `a screen further: ${scrolled.median.toFixed(1)} ms; a letter: ${typed.toFixed(1)} ms`,
  )
  // Far above what is usual (a frame), so that only a list drawn whole fails here, not a busy machine.
  expect(scrolled.median).toBeLessThan(150)
  expect(typed).toBeLessThan(250)
})
