import type { EntryBody, RoomId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { idOf, personIdOf, roomIdOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function importsContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice')
    const person = world.store.read.person(alice)!
    const room = roomIdOf(1)
    const from = (at: number, entry: EntryBody, where: RoomId = room) =>
      ({ kind: 'entry.import', room: where, by: alice, at, entry }) as const
    const created: EntryBody = {
      kind: 'room.created',
      roomKind: 'group',
      title: 'Old',
      topic: '',
      contractTitle: null,
      members: [{ person, role: 'owner' }],
    }
    const posted = (text: string, editedAt: number | null = null): EntryBody => ({
      mentions: { people: [], everyone: false },
      kind: 'message.posted',
      replyTo: null,
      editedAt,
      text,
    })
    return { world, read: world.store.read, alice, person, room, from, created, posted }
  }

  describe('imports', () => {
    test('[L3] entries keep their time, but never run backwards', async () => {
      const { world, read, room, alice, from, created, posted } = await start()
      await world.done(alice, from(100, created))
      await world.done(alice, from(300, posted('one', 350)))
      await world.done(alice, from(200, posted('two')))
      expect(world.entries(room).map(({ at, by }) => [at, by])).toEqual([
        [100, alice],
        [300, alice],
        [300, alice],
      ])
      expect(world.items(room)[1]).toMatchObject({ text: 'one', editedAt: 350, seq: 2 })
      expect(read.personalItems(alice, 0, 9)).toMatchObject([
        { kind: 'me' },
        { kind: 'membership', room, value: { role: 'owner', epoch: 1 } },
      ])
    })

    test('[L3] a time to come is cut to now: what is said next would stand there, too', async () => {
      const { world, room, alice, from, created, posted } = await start()
      await world.done(alice, from(100, created))
      await world.done(alice, from(world.now + 10_000_000, posted('from a wrong clock')))
      const imported = world.now
      await world.post(alice, room, 'today')
      expect(world.entries(room).map(({ at }) => at)).toEqual([100, imported, world.now])
    })

    test('[K3] twice is once, whoever runs it', async () => {
      const { world, read, room, alice, from, created } = await start()
      const id = world.id()
      const system = personIdOf(500)
      expect(await world.done(system, from(100, created), { id })).toBe(1)
      expect(await world.done(alice, from(100, created), { id })).toBe(1)
      await world.refused(system, from(101, created), 'id-reused', { id })
      expect(read.head(room)?.seq).toBe(1)
    })

    test('what an entry names has to be there', async () => {
      const { world, alice, person, room, from, created, posted } = await start()
      await world.refused(alice, from(1, posted('x')), 'room-unknown')
      const stranger = { ...person, id: personIdOf(404) }
      await world.refused(
        alice,
        from(1, { ...created, members: [{ person: stranger, role: 'owner' }] }),
        'person-unknown',
      )
      await world.done(alice, from(1, created))
      await world.refused(alice, from(1, created), 'room-exists')
      await world.refused(
        alice,
        from(1, { kind: 'message.deleted', target: idOf(404) }),
        'message-unknown',
      )
      await world.refused(
        alice,
        from(1, { kind: 'member.left', person: stranger.id }),
        'person-absent',
      )
      const id = world.id()
      await world.done(alice, from(1, posted('secret')), { id })
      await world.done(
        alice,
        from(1, { kind: 'reaction.changed', target: id, emoji: 'x', on: true }),
      )
      await world.done(alice, from(1, { kind: 'message.deleted', target: id }))
      expect(world.store.read.entryTexts(room, 0, 9).join()).not.toContain('secret')
    })
  })
}
