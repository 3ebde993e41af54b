import type { Difference, EngineApi, Query } from '@parley/engine'
import { expect, test } from 'vitest'
import { createFeeds, resultOf } from './feeds.ts'

const rooms: Extract<Query, { name: 'rooms' }> = { name: 'rooms', args: {} }
const whole: Difference = { rest: {}, order: ['a'], set: [{ id: 'a' }] }

function scene() {
  const calls: string[] = []
  const feeds = createFeeds((cause) => {
    throw cause
  })
  const engine: Pick<EngineApi, 'subscribe' | 'unsubscribe'> = {
    subscribe: async (id, query) => void calls.push(`subscribe ${id} ${query.name}`),
    unsubscribe: async (id) => void calls.push(`unsubscribe ${id}`),
  }
  return { calls, feeds, attach: () => feeds.attach(engine as EngineApi) }
}

test('watchers of one query share a subscription, and the last one to leave ends it', () => {
  const { calls, feeds, attach } = scene()
  attach()
  const first = feeds.watch(rooms)
  const second = feeds.watch({ ...rooms })
  first()
  first()
  feeds.events.difference(1, whole)
  expect(resultOf<'rooms'>(feeds.shown.getState(), rooms)).toEqual({ rows: [{ id: 'a' }] })
  second()
  expect(calls).toEqual(['subscribe 1 rooms', 'unsubscribe 1'])
  expect(resultOf<'rooms'>(feeds.shown.getState(), rooms)).toBeUndefined()
})

test('what is watched before the engine is there is asked for once it is', () => {
  const { calls, feeds, attach } = scene()
  feeds.watch(rooms)
  expect(calls).toEqual([])
  attach()
  expect(calls).toEqual(['subscribe 1 rooms'])
})

test('a difference that crossed an unsubscribe changes nothing', () => {
  const { feeds, attach } = scene()
  attach()
  feeds.watch(rooms)()
  feeds.events.difference(1, whole)
  expect(feeds.shown.getState().results.size).toBe(0)
})
