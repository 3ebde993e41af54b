import type { Person } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createScene, newest } from '../testing/index.ts'

const blocked = { name: 'blocked', args: {} } as const
const blocking = (person: Person) => ({ name: 'blocking', args: { person: person.id } }) as const
const block = ({ id, name }: Person) => ({ kind: 'block.change', person: id, name }) as const

async function scene() {
  const made = await createScene()
  const { alicePeer, bobPeer, bob, room } = made
  const rows = () => alicePeer.watch<'timeline'>(newest(room))().rows
  const folds = () => rows().flatMap((row) => (row.kind === 'message' ? [row.folded] : []))
  await bobPeer.act({ kind: 'message.post', room, text: 'from bob', replyTo: null })
  await made.settled(alicePeer, bobPeer)
  return { ...made, bob, folds }
}

test('[B2] what someone blocked said is folded, counts as before, and comes back', async () => {
  const { alicePeer, bob, folds, room, settled } = await scene()
  const list = alicePeer.watch<'rooms'>({ name: 'rooms', args: {} })
  expect(folds()).toEqual([false])
  const unread = list().rows.find(({ id }) => id === room)?.unread
  await alicePeer.act(block(bob))
  await settled(alicePeer)
  expect(folds()).toEqual([true])
  expect(list().rows.find(({ id }) => id === room)).toMatchObject({ unread, folded: true })
  await alicePeer.act({ kind: 'block.change', person: bob.id, name: null })
  await settled(alicePeer)
  expect(folds()).toEqual([false])
})

test('[B1] a block is listed on every device, offline at once where it was made', async () => {
  const { alicePeer, bob, alice, join, settled, folds } = await scene()
  const other = join(alice)
  await settled(alicePeer, other)
  const there = other.watch<'blocked'>(blocked)
  alicePeer.link.setDown(true)
  await alicePeer.act(block(bob))
  expect(
    alicePeer
      .watch<'blocked'>(blocked)()
      .rows.map(({ id }) => id),
  ).toEqual([bob.id])
  expect(folds()).toEqual([true])
  expect(there().rows).toEqual([])
  alicePeer.link.setDown(false)
  await settled(alicePeer, other)
  expect(there().rows.map(({ person }) => person.name)).toEqual([bob.name])
})

test('[B3] the active contracts with someone are named, ended ones not', async () => {
  const { alicePeer, bob, carol, newRoom, settled } = await scene()
  const room = newRoom()
  await alicePeer.act({
    kind: 'room.create',
    room,
    roomKind: 'contract',
    title: 'Work',
    topic: '',
    contractTitle: 'Logo',
    people: [bob.id],
  })
  await settled(alicePeer)
  const view = alicePeer.watch<'blocking'>(blocking(bob))
  expect(view()).toEqual({ blocked: false, contracts: [{ room, title: 'Logo' }] })
  expect(alicePeer.watch<'blocking'>(blocking(carol))().contracts).toEqual([])
  await alicePeer.act({ kind: 'contract.end', room })
  await settled(alicePeer)
  expect(view().contracts).toEqual([])
})
