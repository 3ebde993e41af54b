import type { Account, DesktopBridge, EngineApi, EngineOpening } from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import { createBirpc } from 'birpc'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDesktopHost, desktopBridge } from './desktop-host.ts'

const alice: Account = {
  server: 'https://chat.example.com',
  person: '0190a000-0000-7000-8000-00000000000a' as PersonId,
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.com',
}
const origin = 'app://parley'

/** A window as far as the host sees one. */
class HandPage {
  readonly location = { origin }
  #hear: (event: MessageEvent) => void = () => {}
  addEventListener(_type: 'message', listener: (event: MessageEvent) => void): void {
    this.#hear = listener
  }
  deliver(init: MessageEventInit): void {
    const event = new MessageEvent('message', init)
    // Node's MessageEvent takes only ports as source; a page's also windows.
    Object.defineProperty(event, 'source', { value: init.source ?? this })
    this.#hear(event)
  }
}

let page: HandPage
let opening: EngineOpening | Error
let tickets: string[]
let engineEnd: MessagePort[]
beforeEach(() => {
  page = new HandPage()
  opening = { kind: 'open', durable: true }
  tickets = []
  engineEnd = []
})
afterEach(() => engineEnd.forEach((port) => port.close()))

const refuse = () => Promise.reject(new Error('not part of this test'))
const bridge: DesktopBridge = {
  servers: () => Promise.resolve({ fixed: false, addresses: [alice.server] }),
  checkServer: refuse,
  lastAccount: () => Promise.resolve(alice),
  signIn: refuse,
  signUp: refuse,
  signOut: refuse,
  call: refuse,
  openEngine(_account, ticket) {
    tickets.push(ticket)
    return opening instanceof Error ? Promise.reject(opening) : Promise.resolve(opening)
  },
  openExternal: refuse,
}

function host() {
  let ids = 0
  return createDesktopHost({
    bridge,
    page,
    now: () => 0,
    newId: () => `ticket-${(ids += 1)}`,
    settings: { get: () => null, set: () => {} },
  })
}

/** What the preload script does once the main process has sent a port; `calls` are what the engine at its other end hears. */
function deliverPort(
  init: Partial<MessageEventInit> & { ticket: string },
  calls: unknown[][] = [],
) {
  const { ticket, ...more } = init
  const { port1, port2 } = new MessageChannel()
  engineEnd.push(port1)
  createBirpc<{ difference: (...args: unknown[]) => void }, Pick<EngineApi, 'active'>>(
    { active: (...args) => Promise.resolve(void calls.push(args)) },
    {
      post: (message: unknown) => port1.postMessage(message),
      on: (hear) => port1.addEventListener('message', ({ data }) => hear(data)),
    },
  )
  port1.start()
  page.deliver({ data: { t: 'parley.engine-port', ticket }, origin, ports: [port2], ...more })
  return port1
}

test('in a browser there is no bridge', () => {
  expect(desktopBridge({})).toBeNull()
  expect(desktopBridge({ parley: bridge })).toBe(bridge)
})

test('an engine is what answers on the port with its ticket', async () => {
  const calls: unknown[][] = []
  const differences: unknown[][] = []
  const asked = host().openEngine(alice, { difference: (...args) => differences.push(args) })
  const port = deliverPort({ ticket: 'ticket-1' }, calls)
  const opened = await asked
  if (opened.kind !== 'open') throw new Error(opened.kind)
  expect(opened.durable).toBe(true)
  port.postMessage({ t: 'q', m: 'difference', a: [1, { order: [] }] })
  await opened.engine.active(true)
  expect(calls).toEqual([[true]])
  expect(differences).toEqual([[1, { order: [] }]])
})

test.each([
  ['another window', { source: new MessageChannel().port1 }],
  ['another origin', { origin: 'https://evil.example' }],
  ['no origin', { origin: '' }],
  ['another form', { data: { t: 'other', ticket: 'ticket-1' } }],
  ['nothing', { data: null }],
])('a port from %s is not taken', async (_who, init) => {
  const evil: unknown[][] = []
  const good: unknown[][] = []
  const asked = host().openEngine(alice, { difference: () => {} })
  deliverPort({ ticket: 'ticket-1', ...init }, evil)
  deliverPort({ ticket: 'ticket-1' }, good)
  const opened = await asked
  if (opened.kind !== 'open') throw new Error(opened.kind)
  await opened.engine.active(true)
  expect([evil, good]).toEqual([[], [[true]]])
})

test('a port nobody asked for is closed', async () => {
  host()
  const port = deliverPort({ ticket: 'ticket-9' })
  await new Promise((resolve) => port.addEventListener('close', resolve))
})

test.each([{ kind: 'newer' as const }, { kind: 'elsewhere' as const }])(
  '%j has no engine',
  async (closed) => {
    opening = closed
    expect(await host().openEngine(alice, { difference: () => {} })).toEqual(closed)
  },
)

test('a failure to open reaches the interface', async () => {
  opening = new Error('read-only')
  await expect(host().openEngine(alice, { difference: () => {} })).rejects.toThrow('read-only')
})

test('when the engine ends, waiting calls end with it', async () => {
  const asked = host().openEngine(alice, { difference: () => {} })
  const port = deliverPort({ ticket: 'ticket-1' })
  const opened = await asked
  if (opened.kind !== 'open') throw new Error(opened.kind)
  const call = opened.engine.connectNow().catch((error: Error) => error.message)
  port.close()
  expect(await call).toMatch(/not found|closed/)
})
