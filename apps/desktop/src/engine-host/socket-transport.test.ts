import { beforeEach, expect, test } from 'vitest'
import { socketTransport, type SocketClass } from './socket-transport.ts'

type Listener = (event: { data?: unknown }) => void
class HandSocket {
  static made: HandSocket[] = []
  readonly url: string
  readyState = 0
  readonly sent: unknown[] = []
  readonly #listeners = new Map<string, Listener[]>()
  constructor(url: string) {
    this.url = url
    HandSocket.made.push(this)
  }
  addEventListener(type: string, listener: Listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }
  send(text: unknown) {
    this.sent.push(text)
  }
  close() {
    this.fire('close')
  }
  fire(type: string, event: { data?: unknown } = {}) {
    this.readyState = type === 'open' ? 1 : type === 'close' ? 3 : this.readyState
    for (const listener of this.#listeners.get(type) ?? []) listener(event)
  }
}

beforeEach(() => void (HandSocket.made = []))

function open(server = 'https://chat.example.com') {
  const heard: string[] = []
  const connection = socketTransport(server, HandSocket as SocketClass).open({
    onOpen: () => heard.push('open'),
    onText: (text) => heard.push(text),
    onClose: (reason) => heard.push(reason),
  })
  return { heard, connection, socket: HandSocket.made[0]! }
}

test('the address has no token and no query', () => {
  open()
  open('http://localhost:4180')
  expect(HandSocket.made.map(({ url }) => url)).toEqual([
    'wss://chat.example.com/api/v1/sync',
    'ws://localhost:4180/api/v1/sync',
  ])
})

test('texts pass once it is open; bytes do not', () => {
  const { heard, connection, socket } = open()
  connection.send('too early')
  socket.fire('open')
  connection.send('hello')
  socket.fire('message', { data: 'welcome' })
  socket.fire('message', { data: new ArrayBuffer(1) })
  expect([heard, socket.sent]).toEqual([['open', 'welcome'], ['hello']])
})

test('it closes once, and nothing is heard or sent after it', () => {
  const { heard, connection, socket } = open()
  socket.fire('open')
  socket.fire('close')
  socket.fire('close')
  socket.fire('message', { data: 'late' })
  connection.send('late')
  expect([heard, socket.sent]).toEqual([['open', 'closed'], []])
})

test('a server that does not open the socket refused it', () => {
  const { heard, socket } = open()
  socket.fire('error')
  socket.fire('close')
  expect(heard).toEqual(['refused'])
})
