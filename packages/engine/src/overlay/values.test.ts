import { directRoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createScene, post } from '../testing/index.ts'

test('[E23] [O2] a value shows at once, offline, and stays once it is through', async () => {
  const { bobPeer, clock, room, settled } = await createScene()
  const rooms = bobPeer.watch<'rooms'>({ name: 'rooms', args: {} })
  const settings = bobPeer.watch<'settings'>({ name: 'settings', args: {} })
  bobPeer.link.setDown(true)
  await clock.advance(10)
  await bobPeer.act({ kind: 'archived.change', room, on: true })
  await bobPeer.act({ kind: 'setting.change', name: 'collapsedGroups', value: ['people'] })
  await clock.advance(50)
  const check = () => {
    expect(rooms().rows).toMatchObject([{ id: room, archived: true, favourite: false }])
    expect(settings().settings).toMatchObject({
      collapsedGroups: ['people'],
      roomListView: 'recent',
    })
  }
  check()
  bobPeer.link.setDown(false)
  await settled(bobPeer)
  await clock.advance(50)
  check()
  expect(bobPeer.store().outbox.tx((tx) => tx.rows())).toEqual([])
})

test('[E20] [E21] of a value only the latest that has not left goes out, uncounted; a refused one is forgotten', async () => {
  const { bobPeer, clock, room, settled } = await createScene()
  const status = bobPeer.watch<'status'>({ name: 'status', args: {} })
  bobPeer.link.setDown(true)
  await clock.advance(10)
  for (const on of [true, false, true, false]) {
    await bobPeer.act({ kind: 'favourite.change', room, on })
    await bobPeer.act({ kind: 'archived.change', room, on })
  }
  // Not a direct room: the server will say no.
  await bobPeer.act({ kind: 'hidden.change', room, upTo: 1 })
  expect(bobPeer.store().outbox.tx((tx) => tx.rows().length)).toBe(3)
  expect(status()).toMatchObject({ queued: 0 })
  bobPeer.link.setDown(false)
  await settled(bobPeer)
  expect(bobPeer.store().outbox.tx((tx) => tx.rows())).toEqual([])
  expect(status()).toMatchObject({ queued: 0, failed: 0 })
})

test('[O6] a hidden direct room shows again with the next message, also one that is only queued', async () => {
  const { alice, alicePeer, bob, bobPeer, clock, settled } = await createScene()
  const room = directRoomId(alice.id, bob.id)
  await alicePeer.act({
    kind: 'room.create',
    room,
    roomKind: 'direct',
    title: '',
    topic: '',
    contractTitle: null,
    people: [bob.id],
  })
  await alicePeer.act(post(room, 'one'))
  await settled(alicePeer, bobPeer)
  const rooms = bobPeer.watch<'rooms'>({ name: 'rooms', args: {} })
  const isHidden = () => rooms().rows.find(({ id }) => id === room)?.hidden
  const hide = async () => {
    await clock.advance(50)
    const head = rooms().rows.find(({ id }) => id === room)?.head ?? 0
    await bobPeer.act({ kind: 'hidden.change', room, upTo: head })
    await settled(bobPeer)
    await clock.advance(50)
    expect(isHidden()).toBe(true)
  }
  await hide()
  await alicePeer.act(post(room, 'two'))
  await settled(alicePeer, bobPeer)
  await clock.advance(50)
  expect(isHidden()).toBe(false)
  await hide()
  bobPeer.link.setDown(true)
  await clock.advance(10)
  await bobPeer.act(post(room, 'three'))
  await clock.advance(50)
  expect(isHidden()).toBe(false)
})
