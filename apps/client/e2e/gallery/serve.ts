/**
 * Builds the gallery (never part of the shipped client) and serves it under the policy the server sends, so that a style or
 * script the policy would refuse shows here.
 */
import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const csp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ')

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Resolves to the server and its address; close the server when done. */
export async function serveGallery(outDir: string): Promise<{ server: Server; address: string }> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    plugins: [react(), tailwindcss()],
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = join(outDir, pathname === '/' ? 'index.html' : pathname)
    readFile(path).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': kinds[extname(path)] ?? 'application/octet-stream',
            'content-security-policy': csp,
          })
          .end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string')
    throw new Error('the gallery did not bind to a port')
  return { server, address: `http://127.0.0.1:${bound.port}` }
}
