import { once } from 'node:events'
import { createServer } from 'node:http'
import { appOrigin } from '../src/app-address.ts'
import { servePages } from '../src/pages/pages.ts'

/** The app's own pages, with the app's own headers, over http: a browser knows no `app:`. */
export async function servePagesOverHttp(clientDir: string) {
  const serve = servePages(clientDir)
  const server = createServer((request, response) => {
    void serve(new Request(`${appOrigin}${request.url ?? '/'}`)).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      response.end(Buffer.from(await answer.arrayBuffer()))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    address: `http://127.0.0.1:${address.port}/`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
