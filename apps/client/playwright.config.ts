import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const chromium = [process.env['PARLEY_CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
)

/** Tests of the components alone, in a real browser, on the gallery page. */
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  reporter: 'line',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(chromium ? { executablePath: chromium } : {}),
    },
  },
})
