import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const client = fileURLToPath(new URL('../../../apps/client', import.meta.url))
const hello = fileURLToPath(new URL('hello', import.meta.url))

/** A built page: what its first load takes, by path from its root, and the size of everything, in bytes of gzip. */
export type Built = { dir: string; first: readonly string[]; gzipped: ReadonlyMap<string, number> }

/** The client as it is shipped, built into `dir`. */
export async function buildOurs(dir: string): Promise<Built> {
  await build({ root: client, logLevel: 'silent', build: { outDir: dir, emptyOutDir: true } })
  return lookAt(dir)
}

/** React's hello world with the client's own build settings, where these change what comes out. */
export async function buildFloor(dir: string): Promise<Built> {
  await build({
    root: hello,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: dir,
      emptyOutDir: true,
      target: ['chrome123', 'edge123', 'firefox128', 'safari18'],
      modulePreload: { polyfill: false },
    },
  })
  return lookAt(dir)
}

function lookAt(dir: string): Built {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
  const gzipped = new Map(
    files.map((path) => [path, gzipSync(readFileSync(join(dir, path)), { level: 9 }).length]),
  )
  return {
    dir,
    first: ['index.html', ...namedIn(readFileSync(join(dir, 'index.html'), 'utf8'))],
    gzipped,
  }
}

/** Scripts, what they import (Vite names these for preloading) and styles; icons come after. */
export function namedIn(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  return tags.flatMap((tag) => {
    const wanted = tag.startsWith('<script') || /\brel="(?:stylesheet|modulepreload)"/.test(tag)
    const path = /\b(?:src|href)="\.?\/([^"]+)"/.exec(tag)?.[1]
    return wanted && path !== undefined ? [path] : []
  })
}

/** The bytes of what `fits`, in kilobytes (1,000 bytes). */
export function kilobytes({ gzipped }: Built, fits: (path: string) => boolean): number {
  const sizes = [...gzipped].filter(([path]) => fits(path)).map(([, bytes]) => bytes)
  return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1_000
}
