import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type Received = { headers: IncomingHttpHeaders; body: string; path: string }

/** A real HTTP server that gets webhooks and answers as it is told: a status, or whatever `answer` does with the response. */
export async function startReceiver() {
  const got: Received[] = []
  const waiting: { count: number; resolve(): void }[] = []
  let answer: (response: ServerResponse, received: Received) => void = (response) =>
    void response.writeHead(204).end()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const received = { headers: request.headers, body, path: request.url ?? '' }
      got.push(received)
      answer(response, received)
      for (const { count, resolve } of waiting) if (got.length >= count) resolve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    got,
    events: () =>
      got.map(({ body }) => JSON.parse(body) as { type: string; id: string; seq: number }),
    answerWith(next: number | typeof answer) {
      answer = typeof next === 'number' ? (response) => void response.writeHead(next).end() : next
    },
    /** Resolves once so many came, since the start. */
    async arrived(count: number) {
      if (got.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }))
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>
