import { defineConfig } from '@playwright/test'

/** The real app, where Electron's binary is. Each suite says why it is skipped where it is not. */
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  reporter: 'line',
  timeout: 60_000,
})
