import { expect, test } from 'vitest'
import { idOf } from '../store/contract/bodies.ts'
import { laterScene } from './later-scene.ts'

const schedule = idOf(7)

async function scene() {
  const scene = await laterScene()
  const { say, bob, room, store } = scene
  return {
    ...scene,
    set: (at: number, text = 'later') =>
      say(bob, { kind: 'schedule.change', schedule, room, text, replyTo: null, at }),
    cancel: () => say(bob, { kind: 'schedule.cancel', schedule }),
    value: () => scene.valueOf(bob, 'schedule', schedule),
    said: () =>
      store.read
        .items(room, Number.MAX_SAFE_INTEGER, 'back', 100)
        .texts.map((text) => JSON.parse(text) as { id: string; at: number; text?: string })
        .filter(({ text }) => text !== undefined)
        .map(({ id, at, text }) => ({ id, at, text })),
  }
}

test('[O9] it is posted at its time, under its own id, once, and no longer scheduled', async () => {
  const { set, pass, said, value, left, faults } = await scene()
  await set(5_000)
  await pass(3_900, 100)
  expect(said()).toEqual([])
  await pass(10_000, 100)
  expect(said()).toEqual([{ id: schedule, at: 5_000, text: 'later' }])
  expect([value(), left(), faults]).toEqual([null, [], []])
})

test('[O9] changed, moved and taken back it is what was said last; a restart goes on with it', async () => {
  const { set, cancel, pass, said, stop, restart } = await scene()
  await set(5_000)
  await set(9_000, 'much later')
  await pass(6_000, 500)
  expect(said()).toEqual([])
  await stop()
  await pass(20_000, 1_000)
  expect(said()).toEqual([])
  restart()
  await pass(100, 10)
  expect(said()).toMatchObject([{ text: 'much later' }])
  const other = await scene()
  await other.set(5_000)
  await other.cancel()
  await other.pass(10_000, 500)
  expect(other.said()).toEqual([])
  await cancel()
})

test('[O9] sent now is sent at once; changed after it was sent it is refused, and not sent twice', async () => {
  const { set, clock, pass, said } = await scene()
  await set(500_000)
  await set(clock.now())
  await pass(10)
  expect(said()).toHaveLength(1)
  expect(await set(9_000, 'again')).toEqual({ kind: 'refused', code: 'already-sent' })
  await pass(20_000, 1_000)
  expect(said()).toHaveLength(1)
})

test('[O9] membership is asked anew when it is due: what is refused stays with its person, and may be set anew', async () => {
  const { set, say, cancel, alice, bob, room, pass, said, value, left } = await scene()
  await set(5_000)
  await say(alice, { kind: 'member.remove', room, person: bob })
  await pass(5_000, 500)
  expect(said()).toEqual([])
  expect(value()).toMatchObject({ text: 'later', failed: 'room-unknown' })
  expect(left()).toEqual([])
  expect(await set(9_000)).toEqual({ kind: 'refused', code: 'room-unknown' })
  await say(alice, { kind: 'member.invite', room, people: [bob] })
  expect(await set(9_000)).toMatchObject({ kind: 'done' })
  await pass(5_000, 500)
  expect(said()).toHaveLength(1)
  expect(await cancel()).toEqual({ kind: 'done', seq: 0 })
})

test('[O9] under an id that something else has it is not posted, whatever it is, and nothing breaks', async () => {
  const { set, say, alice, room, pass, said, value, faults } = await scene()
  await set(5_000)
  await say(alice, { kind: 'room.change', room, title: 'New', topic: null }, schedule)
  await pass(6_000, 500)
  expect(said()).toEqual([])
  expect(value()).toMatchObject({ failed: 'id-reused' })
  expect(faults).toEqual([])
})

test('[O9] an empty or too long text, and another’s room, are not scheduled', async () => {
  const { set, say, bob, room, value } = await scene()
  expect(await set(5_000, ' ')).toEqual({ kind: 'refused', code: 'text-empty' })
  expect(await set(5_000, 'x'.repeat(20_001))).toEqual({ kind: 'refused', code: 'text-too-long' })
  const elsewhere = '11111111-0000-7000-8000-000000000009' as typeof room
  expect(
    await say(bob, {
      kind: 'schedule.change',
      schedule,
      room: elsewhere,
      text: 'a',
      replyTo: null,
      at: 5,
    }),
  ).toEqual({ kind: 'refused', code: 'room-unknown' })
  expect(value()).toBeUndefined()
})
