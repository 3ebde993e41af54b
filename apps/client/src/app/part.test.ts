import { expect, test } from 'vitest'
import { createPart } from './part.ts'

function part(options: {
  loads: boolean
  answers?: boolean
  reloaded?: boolean
  forgets?: boolean
}) {
  let { reloaded = false } = options
  let reloads = 0
  const load = createPart({
    load: async () => {
      if (!options.loads) throw new Error('404')
      return 'rooms'
    },
    answers: async () => options.answers ?? true,
    reloaded: { get: () => reloaded, set: (to) => void (options.forgets || (reloaded = to)) },
    reload: () => void (reloads += 1),
  })
  return { load, state: () => ({ reloaded, reloads }) }
}

test('a part that is there is given, and the next failure may load the page anew', async () => {
  const { load, state } = part({ loads: true, reloaded: true })
  expect(await load()).toBe('rooms')
  expect(state()).toEqual({ reloaded: false, reloads: 0 })
})

test('a part that a deploy took away loads the page anew', async () => {
  const { load, state } = part({ loads: false })
  void load()
  await expect.poll(state).toEqual({ reloaded: true, reloads: 1 })
})

test('what is missing still after that, or without a server, is said', async () => {
  const again = part({ loads: false, reloaded: true })
  const forgetful = part({ loads: false, forgets: true })
  await expect(forgetful.load()).rejects.toThrow('could not be loaded')
  await expect(again.load()).rejects.toThrow('could not be loaded')
  const alone = part({ loads: false, answers: false })
  await expect(alone.load()).rejects.toThrow('could not be loaded')
  expect([again, alone, forgetful].map(({ state }) => state().reloads)).toEqual([0, 0, 0])
})
