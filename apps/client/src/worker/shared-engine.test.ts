import type { EngineApi, EngineEvents } from '@parley/engine'
import type { PersonId, RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { shareEngine } from './shared-engine.ts'

/** An engine that notes what it is told and lets the test speak for it. */
function setUp() {
  const told: unknown[] = []
  let events: EngineEvents | null = null
  const note =
    (name: string) =>
    async (...args: unknown[]) => {
      told.push([name, ...args])
    }
  const shared = shareEngine((handed) => {
    events = handed
    return {
      subscribe: note('subscribe'),
      unsubscribe: note('unsubscribe'),
      look: note('look'),
      active: note('active'),
    } as EngineApi
  })
  const join = () => {
    const heard: unknown[] = []
    const seat = shared.join({
      difference: (id, difference) => void heard.push([id, difference]),
    })
    return { seat, heard }
  }
  return {
    told,
    join,
    say: (id: number, rest: object) => events?.difference(id, { rest: { ...rest } }),
  }
}
const status = { name: 'status', args: {} } as const
const room = (name: string) => name as RoomId
const person = (name: string) => name as PersonId

test('two tabs may use the same subscription id, and each hears only its own', async () => {
  const { told, join, say } = setUp()
  const one = join()
  const two = join()
  await one.seat.subscribe(1, status)
  await two.seat.subscribe(1, status)
  expect(told).toEqual([
    ['subscribe', 1, status],
    ['subscribe', 2, status],
  ])
  say(1, { for: 'one' })
  say(2, { for: 'two' })
  expect(one.heard).toEqual([[1, { rest: { for: 'one' } }]])
  expect(two.heard).toEqual([[1, { rest: { for: 'two' } }]])
})

test('a tab that asks another query under an id ends the former one', async () => {
  const { told, join, say } = setUp()
  const { seat, heard } = join()
  await seat.subscribe(1, status)
  await seat.subscribe(1, { name: 'people', args: {} })
  expect(told[1]).toEqual(['unsubscribe', 1])
  say(1, {})
  expect(heard).toEqual([])
})

test('what the tabs look at adds up, and one active tab is enough', async () => {
  const { told, join } = setUp()
  const one = join()
  const two = join()
  await one.seat.look([room('a')], [person('p')])
  await two.seat.look([room('a'), room('b')], [])
  expect(told.at(-1)).toEqual(['look', ['a', 'b'], ['p']])
  await one.seat.active(true)
  await two.seat.active(false)
  expect(told.at(-1)).toEqual(['active', true])
})

test('a tab that goes takes its subscriptions and its looks along', async () => {
  const { told, join, say } = setUp()
  const one = join()
  const two = join()
  await one.seat.subscribe(1, status)
  await one.seat.look([room('a')], [])
  await two.seat.look([room('b')], [])
  await one.seat.active(true)
  one.seat.leave()
  expect(told.slice(-3)).toEqual([
    ['unsubscribe', 1],
    ['look', ['b'], []],
    ['active', false],
  ])
  say(1, {})
  expect(one.heard).toEqual([])
})
