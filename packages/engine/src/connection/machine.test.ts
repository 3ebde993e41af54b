import { errors, type ErrorCode } from '@parley/protocol'
import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'
import { decide, type LinkEvent, type LinkState } from './machine.ts'

const context = { now: 1_000, random: 0.5 }
const online: LinkState = { kind: 'online', attempt: 3, live: true }
const after = (state: LinkState, ...events: LinkEvent[]) =>
  events.reduce((former, event) => decide(former, event, context).state, state)
const code = (retry: string) =>
  (Object.keys(errors) as ErrorCode[]).filter((each) => errors[each].retry === retry)

test('[E4] from start to live: token, socket, hello, welcome, nothing missing', () => {
  const steps: [LinkEvent, string, string[]][] = [
    [{ kind: 'start' }, 'signing', ['fetch-token']],
    [{ kind: 'token', token: 't' }, 'opening', ['open']],
    [{ kind: 'opened' }, 'greeting', ['hello']],
    [{ kind: 'welcome' }, 'online', []],
    [{ kind: 'caught-up' }, 'online', []],
  ]
  let state: LinkState = { kind: 'idle' }
  for (const [event, kind, effects] of steps) {
    const next = decide(state, event, context)
    expect([next.state.kind, next.effects.map((effect) => effect.kind)]).toEqual([kind, effects])
    state = next.state
  }
  expect(state).toEqual({ kind: 'online', attempt: 0, live: true })
})

test('[E4] events that do not fit change nothing', () => {
  const idle: LinkState = { kind: 'idle' }
  const strange: LinkEvent[] = [
    { kind: 'welcome' },
    { kind: 'opened' },
    { kind: 'lost' },
    { kind: 'retry-due' },
    { kind: 'caught-up' },
    { kind: 'closing', code: 'internal' },
  ]
  for (const event of strange)
    expect(decide(idle, event, context)).toEqual({ state: idle, effects: [] })
})

test('[E5] each loss doubles the bound, up to 30 s, with full jitter', () => {
  expect([0, 1, 2, 3, 20].map((attempt) => backOffMs(attempt, 1))).toEqual([
    500, 1_000, 2_000, 4_000, 30_000,
  ])
  expect(backOffMs(9, 0)).toBe(0)
  expect(decide(online, { kind: 'lost' }, context)).toEqual({
    state: { kind: 'waiting', attempt: 4, retryAt: 3_000 },
    effects: [{ kind: 'close' }, { kind: 'retry-at', at: 3_000 }],
  })
})

test('[E5] only being live sets the back-off back, not a welcome alone', () => {
  const waiting: LinkState = { kind: 'waiting', attempt: 5, retryAt: 9_000 }
  const welcomed = after(
    waiting,
    { kind: 'retry-due' },
    { kind: 'token', token: null },
    { kind: 'opened' },
    { kind: 'welcome' },
  )
  expect(welcomed).toMatchObject({ kind: 'online', attempt: 5 })
  expect(after(welcomed, { kind: 'caught-up' })).toMatchObject({ attempt: 0 })
})

test('[E5] trying now ends the wait, and leads out of being signed out', () => {
  const waiting: LinkState = { kind: 'waiting', attempt: 5, retryAt: 9_000 }
  expect(after(waiting, { kind: 'hurry' }).kind).toBe('signing')
  expect(after({ kind: 'signed-out' }, { kind: 'hurry' }).kind).toBe('signing')
  expect(after(online, { kind: 'hurry' })).toBe(online)
})

test('[E6] every closing code is met by its retry rule', () => {
  const kind = (each: ErrorCode) => after(online, { kind: 'closing', code: each }).kind
  for (const each of [...code('reconnect'), ...code('later')]) expect(kind(each)).toBe('waiting')
  for (const each of code('never')) expect(kind(each)).toBe('stopped')
  for (const each of code('sign-in'))
    expect(kind(each)).toBe(each === 'other-person' ? 'stopped' : 'signed-out')
})

test('[E6] no bearer means signed out', () => {
  expect(after({ kind: 'idle' }, { kind: 'start' }, { kind: 'no-token' })).toEqual({
    kind: 'signed-out',
  })
})
