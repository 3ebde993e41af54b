import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** What a server nobody is signed in at says of itself: the client then shows its sign-in page. */
const greeting = JSON.stringify({
  name: 'Parley',
  version: '0.1.0',
  signUp: { open: true, needsSetupCode: false },
  samplePeople: [],
})

export type PageServer = {
  address: string
  /** The paths asked for since the last call, from the root. */
  asked(): string[]
  close(): void
}

/** Serves a built page from this machine, compressed. */
export async function servePage(dir: string): Promise<PageServer> {
  let paths: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html'
    if (path === 'api/v1/server')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(greeting)
    paths.push(path)
    readFile(join(dir, path)).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': kinds[extname(path)] ?? 'application/octet-stream',
            'content-encoding': 'gzip',
          })
          .end(gzipSync(body)),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the page server has no port')
  return {
    address: `http://localhost:${bound.port}`,
    asked() {
      const since = paths
      paths = []
      return since
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
