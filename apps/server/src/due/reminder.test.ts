import { expect, test } from 'vitest'
import { idOf } from '../store/contract/bodies.ts'
import { laterScene } from './later-scene.ts'

const message = idOf(7)

async function scene() {
  const scene = await laterScene()
  const { say, alice, room } = scene
  await say(alice, { kind: 'message.post', room, text: 'hello', replyTo: null }, message)
  const save = (remindAt: number | null, on = true) =>
    say(alice, { kind: 'saved.change', room, message, on, remindAt })
  return { ...scene, save, value: () => scene.valueOf(alice, 'saved', message) }
}

test('[O8] a reminder is due at its time, once, and stays so until the person says something of it', async () => {
  const { save, pass, value, left, room, store, alice } = await scene()
  await save(5_000)
  await pass(3_900, 100)
  expect(value()).toMatchObject({ due: false })
  await pass(200, 100)
  expect(value()).toEqual({ room, savedAt: 1_000, remindAt: 5_000, due: true })
  const head = store.read.personalHead(alice)
  await pass(10_000, 500)
  expect(store.read.personalHead(alice)).toBe(head)
  expect(left()).toEqual([])
  await save(null)
  expect(value()).toMatchObject({ remindAt: null, due: false })
})

test('[O8] moved or taken away before its time, it is not due; a restart goes on with it', async () => {
  const { save, pass, value, stop, restart, left } = await scene()
  await save(5_000)
  await save(9_000)
  await pass(5_000, 500)
  expect(value()).toMatchObject({ due: false })
  await stop()
  await pass(10_000, 1_000)
  expect(value()).toMatchObject({ due: false })
  restart()
  await pass(100, 10)
  expect(value()).toMatchObject({ due: true })
  await save(50_000)
  await save(null, false)
  expect([value(), left()]).toEqual([null, []])
})

test('[O8] a reminder whose time has passed already, as one set offline, is due at once', async () => {
  const { save, pass, value } = await scene()
  await save(10)
  await pass(10)
  expect(value()).toMatchObject({ due: true })
})

test('[O8] deleting the message or losing the room takes nothing away', async () => {
  const { say, pass, valueOf, alice, bob, room, left } = await scene()
  await say(bob, { kind: 'saved.change', room, message, on: true, remindAt: 5_000 })
  await say(alice, { kind: 'message.delete', room, target: message })
  await say(alice, { kind: 'member.remove', room, person: bob })
  await pass(5_000, 500)
  expect(valueOf(bob, 'saved', message)).toMatchObject({ due: true })
  expect(left()).toEqual([])
  const change = { kind: 'saved.change', room, message } as const
  expect(await say(bob, { ...change, on: true, remindAt: null })).toEqual({
    kind: 'refused',
    code: 'room-unknown',
  })
  expect(await say(bob, { ...change, on: false, remindAt: null })).toMatchObject({ kind: 'done' })
})

test('[O4] a message of another room, or none, is not saved', async () => {
  const { say, alice, bob, room, save } = await scene()
  await save(null)
  const unknown = { kind: 'refused', code: 'message-unknown' }
  const change = { kind: 'saved.change', on: true, remindAt: null } as const
  expect(await say(bob, { ...change, room, message: idOf(9) })).toEqual(unknown)
  const other = '11111111-0000-7000-8000-000000000009' as typeof room
  await say(bob, {
    kind: 'room.create',
    room: other,
    roomKind: 'group',
    title: 'B',
    topic: '',
    contractTitle: null,
    people: [],
  })
  expect(await say(bob, { ...change, room: other, message })).toEqual(unknown)
  expect(await say(alice, { ...change, room: other, message })).toEqual({
    kind: 'refused',
    code: 'room-unknown',
  })
})
