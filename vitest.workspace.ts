/**
 * The vitest configuration itself, run as `vitest --config vitest.workspace.ts`: one project a folder, plus `browser`
 * for the `*.browser.test.ts(x)` files of all of them, which need a real Chromium (PARLEY_CHROMIUM names it).
 */
import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig } from 'vitest/config'

const browserTests = '**/*.browser.test.{ts,tsx}'

/** Only for what hangs: no test asserts a time, and the machine may be busy. */
const testTimeout = 120_000

const inNode = (name: string, root: string) => ({
  test: {
    name,
    root,
    environment: 'node' as const,
    testTimeout,
    hookTimeout: testTimeout,
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, browserTests, '**/e2e/**'],
  },
})

const chromium = [process.env['PARLEY_CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
)

const inBrowser = {
  // The wasm build finds its own .wasm file beside itself, which pre-bundling would break.
  // What Workers import is named here too: found late, it would reload the page under a running test.
  optimizeDeps: {
    exclude: ['@sqlite.org/sqlite-wasm'],
    entries: [`packages/${browserTests}`, 'packages/*/src/**/*.fixture.ts'],
  },
  test: {
    name: 'browser',
    testTimeout,
    hookTimeout: testTimeout,
    include: [`packages/${browserTests}`, `apps/client/src/${browserTests}`],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          args: ['--no-sandbox'],
          ...(chromium ? { executablePath: chromium } : {}),
        },
      }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
}

export default defineConfig({
  test: {
    projects: [
      inNode('protocol', 'packages/protocol'),
      inNode('markup', 'packages/markup'),
      inNode('engine', 'packages/engine'),
      inNode('store', 'packages/store'),
      inNode('server', 'apps/server'),
      inNode('client', 'apps/client'),
      inNode('desktop', 'apps/desktop'),
      inNode('bench', 'bench'),
      inNode('scripts', 'scripts'),
      inBrowser,
    ],
  },
})
