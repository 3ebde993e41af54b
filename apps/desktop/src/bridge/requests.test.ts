import { describe, expect, test } from 'vitest'
import { channels, type Channel } from './channels.ts'
import { requests } from './requests.ts'

const server = 'https://chat.example.com'
const account = {
  server,
  person: '0190a000-0000-7000-8000-00000000000a',
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.com',
}
const credentials = { email: 'alice@example.com', password: 'correct horse' }
const ticket = '0190a000-0000-7000-8000-0000000000ff'

const good: Record<Channel, unknown[]> = {
  servers: [],
  checkServer: ['chat.example.com'],
  lastAccount: [],
  signIn: [server, credentials],
  signUp: [server, { ...credentials, name: 'Alice', setupCode: null, invitation: null }],
  signOut: [account, 'keep'],
  call: [account, { method: 'POST', path: '/api/v1/invitations?room=1', body: { a: [1] } }],
  openEngine: [account, ticket],
  openExternal: ['https://example.org'],
}

test.each(channels)('%s takes its own arguments', (channel) => {
  expect(requests[channel].safeParse(good[channel]).success).toBe(true)
})

describe.each(channels)('%s refuses', (channel) => {
  test.each([
    ['no array', Object.fromEntries(good[channel].entries())],
    ['nothing', undefined],
    ['one argument more', [...good[channel], 'more']],
    ['a first argument of another kind', [{ toString: 'x' }, ...good[channel].slice(1)]],
  ])('%s', (_what, args) => {
    expect(requests[channel].safeParse(args).success).toBe(false)
  })
})

test.each<[Channel, unknown[]]>([
  ['checkServer', ['x'.repeat(3_000)]],
  ['signIn', ['javascript:alert(1)', credentials]],
  ['signIn', ['http://evil.example', credentials]],
  ['signIn', [`${server}/path`, credentials]],
  ['signIn', [server, { ...credentials, extra: 1 }]],
  ['signIn', [server, { ...credentials, email: '' }]],
  ['signIn', [server, { ...credentials, password: 'x'.repeat(2_000) }]],
  ['signIn', [server, { ...credentials, password: ['x'] }]],
  ['signIn', [server]],
  ['signUp', [server, { ...credentials, name: '', setupCode: null, invitation: null }]],
  [
    'signUp',
    [server, { ...credentials, name: 'x'.repeat(200), setupCode: null, invitation: null }],
  ],
  ['signUp', [server, { ...credentials, name: 'Alice' }]],
  ['signOut', [account, 'burn']],
  ['signOut', [{ ...account, person: '../..' }, 'keep']],
  ...[
    '/api/v1/../healthz',
    '/api/v1//evil.example/x',
    '/api/v1/x#y',
    '/api/v1/x\\y',
    '/api/v2/x',
    '/metrics',
    'https://evil.example/api/v1/x',
  ].map((path): [Channel, unknown[]] => ['call', [account, { method: 'GET', path }]]),
  ['call', [account, { method: 'TRACE', path: '/api/v1/x' }]],
  ['call', [account, { method: 'POST', path: '/api/v1/x', body: 'text' }]],
  [
    'call',
    [
      { ...account, server: 'file:///' },
      { method: 'GET', path: '/api/v1/x' },
    ],
  ],
  ['openEngine', [account, 'not-a-ticket']],
  ['openEngine', [{ ...account, token: 'x' }, ticket]],
  ['openEngine', [{ ...account, server: 'file:///' }, ticket]],
  ['openExternal', [{ href: 'https://example.org' }]],
])('%s refuses %j', (channel, args) => {
  expect(requests[channel].safeParse(args).success).toBe(false)
})
