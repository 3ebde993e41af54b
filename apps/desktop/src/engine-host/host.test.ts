import type { EngineOpening } from '@parley/engine'
import { expect, test } from 'vitest'
import { createHost, type OpenAccount } from './host.ts'
import type { HostAnswer } from './messages.ts'
import type { Wire } from './wire.ts'

const account = {
  server: 'https://chat.example.com',
  person: '0190a000-0000-7000-8000-00000000000a',
  name: 'Alice',
  handle: 'alice',
  email: 'alice@example.com',
}
const open = (n: number) => ({ t: 'open', n, account, token: 't', dir: '/data' })

/** A host whose engines and ports write down what happens to them; `answers(n)` resolves with the first n answers. */
function begin(openings: (EngineOpening | Error)[]) {
  const log: string[] = []
  const answers: HostAnswer[] = []
  const waiting: { count: number; resolve(answers: HostAnswer[]): void }[] = []
  let number = 0
  const openAccount: OpenAccount = async () => {
    number += 1
    const name = `engine ${number}`
    const opening = openings[number - 1] ?? { kind: 'open', durable: true }
    if (opening instanceof Error) throw opening
    log.push(`${name} opens: ${opening.kind}`)
    if (opening.kind !== 'open') return { opening, engine: null }
    return {
      opening,
      engine: { close: async (queue) => void log.push(`${name} closes: ${queue}`) },
    }
  }
  const hear = createHost({
    openAccount,
    answer(answer) {
      answers.push(answer)
      for (const { count, resolve } of waiting) if (answers.length >= count) resolve(answers)
    },
  })
  const wire = (name: string): Wire => ({
    post: () => {},
    listen: () => {},
    onClose: () => {},
    close: () => void log.push(`${name} ends`),
  })
  const answered = (count: number) =>
    new Promise<HostAnswer[]>((resolve) => waiting.push({ count, resolve }))
  return { hear, wire, log, answered }
}

test('a second account opens only after the first one is closed', async () => {
  const { hear, wire, log, answered } = begin([])
  hear(open(1), wire('port 1'))
  hear(open(2), wire('port 2'))
  expect((await answered(2)).map(({ t, n }) => `${t} ${n}`)).toEqual(['opened 1', 'opened 2'])
  expect(log).toEqual([
    'engine 1 opens: open',
    'engine 1 closes: keep',
    'port 1 ends',
    'engine 2 opens: open',
  ])
})

test.each([{ kind: 'newer' as const }, { kind: 'elsewhere' as const }])(
  'files that cannot be used (%j) leave nothing open',
  async (opening) => {
    const { hear, wire, log, answered } = begin([opening])
    hear(open(1), wire('port'))
    hear({ t: 'close', n: 2, queue: 'keep' }, null)
    expect(await answered(2)).toEqual([
      { t: 'opened', n: 1, opening },
      { t: 'closed', n: 2 },
    ])
    expect(log).toEqual([`engine 1 opens: ${opening.kind}`, 'port ends'])
  },
)

test('a folder that cannot be written is told, and the next try is heard', async () => {
  const { hear, wire, log, answered } = begin([new Error('read-only')])
  hear(open(1), wire('port 1'))
  hear(open(2), wire('port 2'))
  expect(await answered(2)).toEqual([
    { t: 'failed', n: 1, message: 'read-only' },
    { t: 'opened', n: 2, opening: { kind: 'open', durable: true } },
  ])
  expect(log).toEqual(['port 1 ends', 'engine 2 opens: open'])
})

test('closing discards the queue when asked', async () => {
  const { hear, wire, log, answered } = begin([])
  hear(open(1), wire('port'))
  hear({ t: 'close', n: 2, queue: 'discard' }, null)
  await answered(2)
  expect(log).toContain('engine 1 closes: discard')
})

test.each([
  null,
  {},
  { ...open(1), token: 5 },
  { ...open(1), account: {} },
  { t: 'run', n: 1, code: 'x' },
])('%j is nothing the main process says', (message) => {
  const { hear } = begin([])
  expect(() => hear(message, null)).toThrow(/does not know/)
})
