import {
  expect,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'

/** One of the sample people at their own browser: another profile, so another cookie and another cache. */
export type Seat = {
  readonly context: BrowserContext
  readonly page: Page
  /** Breaks of the content policy and errors nobody caught, as they came. */
  readonly faults: string[]
}

export const names = { alice: 'Alice Keller', bob: 'Bob Okafor', mei: 'Mei Tanaka' } as const
/** The sample's contract room, which both are in. */
export const room = 'Brand site redesign'

export async function signIn(
  browser: Browser,
  address: string,
  who: keyof typeof names,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  await page.exposeFunction('noteFault', (fault: string) => void faults.push(fault))
  await page.addInitScript(noteViolations)
  page.on('pageerror', (error) => void faults.push(String(error)))
  await page.goto(address)
  await page.getByRole('button', { name: names[who] }).click()
  await expect(page.getByRole('listbox', { name: 'Rooms' })).toBeVisible()
  return { context, page, faults }
}

/** Opens a room from the list and waits until one can write there. */
export async function openRoom(page: Page, title: string): Promise<void> {
  await page.getByRole('option', { name: title }).click()
  await expect(box(page, title)).toBeVisible()
}

export function box(page: Page, title: string = room): Locator {
  return page.getByRole('textbox', { name: `Message ${title}`, exact: true })
}

export async function write(page: Page, text: string, title: string = room): Promise<void> {
  await box(page, title).fill(text)
  await box(page, title).press('Enter')
}

/** The one message with this text. */
export function message(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text })
}

/** The texts of the talk that begin with `prefix`, in the order they stand. */
export async function textsOf(page: Page, prefix: string): Promise<string[]> {
  const texts = await page.getByRole('article').locator('.markup').allTextContents()
  return texts.filter((text) => text.startsWith(prefix))
}

/** Resolves once the service worker has everything and serves this page, so that it opens without a server. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    if (registration.active?.state === 'activated') return
    await new Promise((done) =>
      registration.active?.addEventListener('statechange', done, { once: true }),
    )
  })
}

/** Runs in the page, before anything of ours. */
function noteViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const note: unknown = Reflect.get(globalThis, 'noteFault')
    if (typeof note === 'function')
      note(`${event.violatedDirective} ${event.sourceFile} ${event.sample}`)
  })
}
