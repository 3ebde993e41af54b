import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pageFile } from './page-file.ts'
import { contentType, pageHeaders } from './page-headers.ts'

/** Answers the page's requests from the folder of the built client. `root` may lie inside an asar archive. */
export function servePages(root: string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refused(405)
    const parts = pageFile(url)
    const type = parts && contentType(parts.at(-1) ?? '')
    if (!parts || !type) return refused(404)
    const bytes = await readFile(join(root, ...parts)).catch(() => null)
    if (!bytes) return refused(404)
    return new Response(method === 'HEAD' ? null : new Uint8Array(bytes), {
      headers: { ...pageHeaders, 'content-type': type },
    })
  }
}

function refused(status: number): Response {
  return new Response(null, { status, headers: pageHeaders })
}
