import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const chromium = [process.env['PARLEY_CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
)

/**
 * In a real browser: the components alone, on the gallery page, and the built client (`vite build` first) over a real server.
 * Timeouts are only for what hangs.
 */
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: 'line',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(chromium ? { executablePath: chromium } : {}),
    },
  },
})
