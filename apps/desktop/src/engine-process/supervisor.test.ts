import type { PersonId } from '@parley/protocol'
import { beforeEach, expect, test } from 'vitest'
import type { HostRequest } from '../engine-host/messages.ts'
import { Supervisor } from './supervisor.ts'

const request = {
  account: {
    server: 'https://chat.example.com',
    person: '0190a000-0000-7000-8000-00000000000a' as PersonId,
    name: 'Alice',
    handle: 'alice',
    email: 'alice@example.com',
  },
  token: 't',
  dir: '/data',
}

type Started = {
  posted: [HostRequest, string | undefined][]
  killed: boolean
  say(message: unknown): void
  die(): void
}
let started: Started[]
let crashes: number
let timers: (() => void)[]
let supervisor: Supervisor<string>
beforeEach(() => {
  started = []
  crashes = 0
  timers = []
  supervisor = new Supervisor<string>({
    fork({ message, exit }) {
      const one: Started = { posted: [], killed: false, say: message, die: exit }
      started.push(one)
      return {
        post: (asked, port) => void one.posted.push([asked, port]),
        kill() {
          one.killed = true
          exit()
        },
      }
    },
    setTimer(_ms, run) {
      timers.push(run)
      return () => void (timers = timers.filter((timer) => timer !== run))
    },
    onCrash: () => (crashes += 1),
  })
})

test('an account opens with its port, in a process that was started ahead', async () => {
  supervisor.warm()
  const opening = supervisor.open(request, 'port')
  expect(started).toHaveLength(1)
  expect(started[0]?.posted).toEqual([[{ t: 'open', n: 1, ...request }, 'port']])
  started[0]?.say({ t: 'opened', n: 1, opening: { kind: 'open', durable: true } })
  expect(await opening).toEqual({ kind: 'open', durable: true })
})

test('a failure to open is told', async () => {
  const opening = supervisor.open(request, 'port')
  started[0]?.say({ t: 'failed', n: 1, message: 'read-only' })
  await expect(opening).rejects.toThrow('read-only')
})

test('a crash is told once, ends what waited, and the next opening starts anew', async () => {
  const opening = supervisor.open(request, 'port')
  started[0]?.die()
  await expect(opening).rejects.toThrow('the engine process ended')
  expect(crashes).toBe(1)
  void supervisor.open(request, 'port')
  expect(started).toHaveLength(2)
})

test('closing waits for the answer', async () => {
  supervisor.warm()
  const closing = supervisor.close('discard')
  expect(started[0]?.posted).toEqual([[{ t: 'close', n: 1, queue: 'discard' }, undefined]])
  started[0]?.say({ t: 'closed', n: 1 })
  await closing
  expect([timers, started[0]?.killed]).toEqual([[], false])
})

test('a process that does not close is ended, and that is no crash', async () => {
  supervisor.warm()
  const closing = supervisor.close('keep')
  timers[0]?.()
  await closing
  expect([started[0]?.killed, crashes]).toEqual([true, 0])
})

test('with nothing started there is nothing to close or stop', async () => {
  await supervisor.close('keep')
  supervisor.stop()
  expect([started, crashes]).toEqual([[], 0])
})

test('stopping is no crash', () => {
  supervisor.warm()
  supervisor.stop()
  expect([started[0]?.killed, crashes]).toEqual([true, 0])
})
