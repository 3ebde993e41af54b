import { directRoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createScene, post } from '../testing/index.ts'
import type { FoundRow } from './views.ts'

const find = (text: string, limit = 10) => ({ name: 'find', args: { text, limit } }) as const
const nameOf = (row: FoundRow) => (row.kind === 'room' ? row.room.title : row.person.name)

async function withRooms(...titles: string[]) {
  const scene = await createScene()
  const { alicePeer, clock } = scene
  for (const title of titles) {
    await clock.advance(1_000)
    await alicePeer.act({
      kind: 'room.create',
      room: scene.newRoom(),
      roomKind: 'group',
      title,
      topic: '',
      contractTitle: null,
      people: [],
    })
  }
  await scene.settled(alicePeer)
  const found = (text: string, limit?: number) =>
    alicePeer.watch<'find'>(find(text, limit))().rows.map(nameOf)
  return { ...scene, found }
}

test('the start of a name goes before the start of a word, that before the middle, that before letters in order', async () => {
  const { found } = await withRooms('Release', 'The rest', 'Forest', 'Roadmap for elms and stone')
  expect(found('rest')).toEqual(['The rest', 'Forest', 'Roadmap for elms and stone'])
  expect(found('re')[0]).toBe('Release')
})

test('every word has to fit, in any order; case and accents do not matter', async () => {
  const { found } = await withRooms('Café copy', 'Copy pool', 'Café terrace')
  expect(found('copy cafe')).toEqual(['Café copy'])
  expect(found('CAFÉ')).toEqual(['Café terrace', 'Café copy'])
  expect(found('cafe copy tea')).toEqual([])
})

test('other scripts are found as they are written', async () => {
  const { found } = await withRooms('デザイン会議', 'غرفة المشروع')
  expect(found('会議')).toEqual(['デザイン会議'])
  expect(found('المشروع')).toEqual(['غرفة المشروع'])
})

test('people come by name and handle, and only once when there is a direct room with them', async () => {
  const { alicePeer, alice, bob, found, settled } = await withRooms()
  expect(found('bob')).toEqual(['Bob'])
  await alicePeer.act({
    kind: 'room.create',
    room: directRoomId(alice.id, bob.id),
    roomKind: 'direct',
    title: '',
    topic: '',
    contractTitle: null,
    people: [bob.id],
  })
  await settled(alicePeer)
  const rows = alicePeer.watch<'find'>(find('bob'))().rows
  expect(rows).toMatchObject([{ kind: 'room', room: { other: bob.id } }])
  expect(found('alice')).toEqual([])
})

test('for no text: the rooms with something unread, then the latest talk', async () => {
  const { bobPeer, alicePeer, room, found, settled } = await withRooms('Older', 'Newer')
  expect(found('')).toEqual(['Newer', 'Older', 'Team'])
  await bobPeer.act(post(room, 'hello'))
  await alicePeer.act({ kind: 'room.change', room, title: 'Crew', topic: null })
  await settled(alicePeer, bobPeer)
  expect(found('')[0]).toBe('Crew')
  expect(found('', 1)).toHaveLength(1)
})

test('what is renamed while the list is open is found by its new name', async () => {
  const { alicePeer, clock, room, settled } = await withRooms()
  const rows = alicePeer.watch<'find'>(find('quarters'))
  expect(rows().rows).toEqual([])
  await alicePeer.act({ kind: 'room.change', room, title: 'Headquarters', topic: null })
  await settled(alicePeer)
  await clock.advance(50)
  expect(rows().rows).toMatchObject([{ kind: 'room', room: { title: 'Headquarters' } }])
})
