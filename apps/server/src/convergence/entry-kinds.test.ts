import type { Peer } from '@parley/engine/testing'
import type { CommandBody, CommandId, Entry, EntryKind, RoomId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { createScene, type Scene } from './scene.ts'
import { expectAsFresh } from './truths.ts'

type Talk = {
  scene: Scene
  alice: Peer
  bob: Peer
  room: RoomId
  /** A message of alice's that bob reacted to. */
  message: CommandId
  act(body: CommandBody): Promise<CommandId>
}

const post = (room: RoomId, text: string): CommandBody => ({
  kind: 'message.post',
  room,
  text,
  replyTo: null,
})
const create = (room: RoomId, people: readonly Peer[]): CommandBody => ({
  kind: 'room.create',
  room,
  roomKind: 'interview',
  title: 'A room',
  topic: '',
  contractTitle: null,
  people: people.map(({ person }) => person.id),
})

/** What alice does to bring about an entry of each kind. A new kind does not compile without. */
const kinds: Record<EntryKind, (talk: Talk) => Promise<unknown>> = {
  'room.created': ({ scene, act, bob }) => act(create(scene.newRoom(), [bob])),
  'room.changed': ({ room, act }) =>
    act({ kind: 'room.change', room, title: 'Another', topic: 'A topic' }),
  'contract.started': ({ room, act }) => act({ kind: 'contract.start', room, title: 'Logo' }),
  'contract.ended': async ({ room, act }) => {
    await act({ kind: 'contract.start', room, title: 'Logo' })
    return act({ kind: 'contract.end', room })
  },
  'member.joined': ({ scene, room, act }) =>
    act({ kind: 'member.invite', room, people: [scene.people[2].id] }),
  'member.left': async ({ scene, room, act }) => {
    const [, , { id: person }] = scene.people
    await act({ kind: 'member.invite', room, people: [person] })
    return act({ kind: 'member.remove', room, person })
  },
  'role.changed': ({ room, act, bob }) =>
    act({ kind: 'member.role', room, person: bob.person.id, role: 'owner' }),
  'person.changed': ({ scene, alice }) =>
    Promise.resolve(void scene.server.rename({ ...alice.person, name: 'Alice Two' })),
  'pin.changed': ({ room, act, message }) =>
    act({ kind: 'pin.change', room, target: message, on: true }),
  'message.posted': ({ room, act }) => act(post(room, 'hello @bob')),
  'message.edited': ({ room, act, message }) =>
    act({ kind: 'message.edit', room, target: message, text: 'now for @bob' }),
  'message.deleted': ({ room, act, message }) =>
    act({ kind: 'message.delete', room, target: message }),
  'reaction.changed': ({ room, act, message }) =>
    act({ kind: 'reaction.change', room, target: message, emoji: '👍', on: true }),
}

async function begin(): Promise<Talk> {
  const scene = await createScene(1, { serverFolder: null })
  const [alice, bob] = [scene.join(scene.people[0]), scene.join(scene.people[1])]
  const room = scene.newRoom()
  const act = (body: CommandBody) => alice.act(body)
  await act(create(room, [bob]))
  const message = await act(post(room, 'one'))
  expect(await scene.settled([alice, bob])).toBe(true)
  await bob.act({ kind: 'reaction.change', room, target: message, emoji: '🎉', on: true })
  expect(await scene.settled([alice, bob])).toBe(true)
  return { scene, alice, bob, room, message, act }
}

/** How the entry comes to bob, whose copy of the room is older. */
const ways = {
  live: async (talk, bringAbout) => {
    await bringAbout(talk)
  },
  'after being away': async (talk, bringAbout) => {
    talk.bob.link.setDown(true)
    await bringAbout(talk)
    await talk.scene.settled([talk.alice])
    talk.bob.link.setDown(false)
  },
  'far behind, from a snapshot and what changed': async (talk, bringAbout) => {
    talk.bob.link.setDown(true)
    await bringAbout(talk)
    for (let n = 0; n < 12; n += 1) await talk.act(post(talk.room, `more ${n}`))
    await talk.scene.settled([talk.alice])
    talk.bob.link.setDown(false)
  },
} satisfies Record<string, (talk: Talk, bringAbout: (talk: Talk) => Promise<unknown>) => unknown>

describe.each(Object.entries(ways))('%s', (_way, come) => {
  test.each(Object.entries(kinds))(
    '[L10] [P-5] an older copy with %s is a fresh one',
    async (kind, bringAbout) => {
      const talk = await begin()
      const { scene, alice, bob } = talk
      const former = kindsIn(scene)
      await come(talk, bringAbout)
      await scene.clock.advance(100)
      expect(await scene.settled([alice, bob])).toBe(true)
      expect(kindsIn(scene).slice(former.length)).toContain(kind)
      await expectAsFresh(scene, [alice, bob])
    },
  )
})

/** Of every entry there is, room by room in the order the rooms came to be. */
function kindsIn({ server }: Scene): EntryKind[] {
  const rooms = new Set(
    server.witness
      .batches()
      .flatMap((batch) =>
        batch.flatMap(({ command: { body } }) => ('room' in body ? [body.room] : [])),
      ),
  )
  return [...rooms]
    .flatMap((room) => server.read().entryTexts(room, 0, 1_000))
    .map((text) => (JSON.parse(text) as Entry).body.kind)
}
