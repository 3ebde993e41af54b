import { defineConfig } from 'electron-vite'

/**
 * Everything is bundled but what cannot be: Electron itself, and SQLite's binary. So the packaged app needs no node_modules
 * beyond better-sqlite3, and packagers that lose transitive dependencies lose nothing. CommonJS throughout: a sandboxed
 * preload takes nothing else.
 */
const external = ['electron', 'better-sqlite3', /^node:/]
const output = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name].cjs',
} as const

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node24',
      rollupOptions: {
        input: { main: 'src/main/main.ts', 'engine-host': 'src/engine-host/main.ts' },
        external,
        output,
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node24',
      rollupOptions: { input: { preload: 'src/preload/main.ts' }, external, output },
    },
  },
})
