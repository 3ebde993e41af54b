import type { Browser } from 'playwright'

/** From the navigation to the first thing in sight: how long it took, and how much of that scripts ran. In milliseconds. */
export type Painted = { paintMs: number; scriptMs: number }

/**
 * Opens the page in a profile of its own, with nothing cached. Chromium itself tells of the paint: what Playwright runs in a page would
 * count as script. Throws when the page does not show `heading` then.
 */
export async function firstPaint(
  browser: Browser,
  address: string,
  heading: string,
): Promise<Painted> {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  try {
    const page = await context.newPage()
    const protocol = await context.newCDPSession(page)
    await protocol.send('Performance.enable')
    await protocol.send('Page.enable')
    await protocol.send('Page.setLifecycleEventsEnabled', { enabled: true })
    const painted = Promise.withResolvers<number>()
    let frame: string | undefined
    protocol.on('Page.lifecycleEvent', (event) => {
      // The empty page before it has painted, too.
      if (event.name === 'init') frame = event.loaderId
      if (event.name === 'firstContentfulPaint' && event.loaderId === frame)
        painted.resolve(event.timestamp)
    })
    await protocol.send('Page.navigate', { url: address })
    const at = await painted.promise
    const { metrics } = await protocol.send('Performance.getMetrics')
    const seconds = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN
    await page.getByRole('heading', { name: heading }).waitFor()
    return {
      paintMs: (at - seconds('NavigationStart')) * 1_000,
      scriptMs: seconds('ScriptDuration') * 1_000,
    }
  } finally {
    await context.close()
  }
}
