import { directRoomId, limits, type PersonId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { personIdOf, roomCreate, roomIdOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

const nobody = personIdOf(999)

export function roomsContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice')
    const bob = await world.person('bob')
    const carol = await world.person('carol')
    return { world, read: world.store.read, alice, bob, carol }
  }

  describe('rooms', () => {
    test('[L1] a room begins with its members, its maker as owner', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('contract', alice, [bob, bob, alice])
      expect(world.entries(room).map(({ seq, body }) => [seq, body.kind])).toEqual([
        [1, 'room.created'],
      ])
      const state = read.room(room)
      expect(state?.contract).toEqual({ title: 'Logo', status: 'active' })
      expect(state?.members.map(({ person, role, epoch }) => [person.id, role, epoch])).toEqual([
        [alice, 'owner', 1],
        [bob, 'member', 1],
      ])
      expect(read.isMember(room, bob)).toBe(true)
    })

    test('a room of unknown people, of a taken id or of the wrong shape is refused', async () => {
      const { world, alice, bob } = await start()
      const room = await world.room('group', alice)
      await world.refused(alice, roomCreate({ room }), 'room-exists')
      const other = roomIdOf(50)
      await world.refused(alice, roomCreate({ room: other, people: [nobody] }), 'person-unknown')
      await world.refused(alice, roomCreate({ room: other, title: '' }), 'bad-frame')
      await world.refused(alice, roomCreate({ room: other, contractTitle: 'x' }), 'bad-frame')
      await world.refused(alice, roomCreate({ room: other, roomKind: 'contract' }), 'bad-frame')
      const pair = directRoomId(alice, bob)
      await world.refused(alice, roomCreate({ room: pair }), 'bad-frame')
      const direct = { roomKind: 'direct' as const, people: [bob] }
      await world.refused(alice, roomCreate({ ...direct, room: other }), 'bad-frame')
      await world.refused(alice, roomCreate({ ...direct, room: pair, title: 'x' }), 'bad-frame')
      expect(world.store.read.room(pair)).toBeNull()
    })

    test('[K8] two creations of a direct room meet in one', async () => {
      const { world, read, alice, bob } = await start()
      const room = directRoomId(alice, bob)
      const one = world.submission(alice, roomCreate({ room, roomKind: 'direct', people: [bob] }))
      const other = world.submission(bob, roomCreate({ room, roomKind: 'direct', people: [alice] }))
      const { settled, appended } = await world.store.commit([one, other])
      expect(settled).toEqual([
        { kind: 'done', seq: 1 },
        { kind: 'done', seq: 0 },
      ])
      expect(appended).toHaveLength(1)
      expect(read.room(room)?.members.map(({ role }) => role)).toEqual(['member', 'member'])
      expect((await world.store.commit([other])).settled).toEqual([{ kind: 'done', seq: 0 }])
    })

    test('changing a room says only what changed; the same again is no entry', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('group', alice, [bob])
      const body = { kind: 'room.change', room, title: 'New', topic: '' } as const
      expect(await world.done(alice, body)).toBe(2)
      expect(world.entries(room)[1]?.body).toEqual({
        kind: 'room.changed',
        title: 'New',
        topic: null,
      })
      expect(await world.done(alice, body)).toBe(0)
      expect(read.head(room)?.seq).toBe(2)
      await world.refused(bob, body, 'forbidden')
    })

    test('an interview becomes a contract, and a contract ends once', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('interview', alice, [bob])
      const begin = { kind: 'contract.start', room, title: 'Logo' } as const
      const end = { kind: 'contract.end', room } as const
      await world.refused(alice, end, 'forbidden')
      await world.refused(bob, begin, 'forbidden')
      await world.done(alice, begin)
      await world.refused(alice, begin, 'forbidden')
      expect(read.room(room)).toMatchObject({ kind: 'contract', contract: { status: 'active' } })
      await world.done(alice, end)
      await world.refused(alice, end, 'contract-ended')
      await world.refused(bob, end, 'forbidden')
      expect(read.room(room)?.contract).toEqual({ title: 'Logo', status: 'ended' })
    })

    test('an invitation lets in those who are not in yet, in one entry', async () => {
      const { world, read, alice, bob, carol } = await start()
      const room = await world.room('group', alice, [bob])
      const invite = (...people: PersonId[]) => ({ kind: 'member.invite', room, people }) as const
      expect(await world.done(alice, invite(bob, carol, carol))).toBe(2)
      expect(world.entries(room)[1]?.body).toMatchObject({
        kind: 'member.joined',
        members: [{ person: { id: carol }, role: 'member' }],
      })
      expect(await world.done(alice, invite(bob, carol))).toBe(0)
      await world.refused(alice, invite(nobody), 'person-unknown')
      await world.refused(bob, invite(carol), 'forbidden')
      expect(read.heads(carol).map(({ room: id, head }) => [id, head.seq])).toEqual([[room, 2]])
    })

    test('[X2] who comes back has a new epoch, and their place in the list', async () => {
      const { world, read, alice, bob, carol } = await start()
      const room = await world.room('group', alice, [bob, carol])
      await world.done(bob, { kind: 'member.leave', room })
      expect(read.isMember(room, bob)).toBe(false)
      expect(read.heads(bob)).toEqual([])
      await world.refused(bob, { kind: 'member.leave', room }, 'room-unknown')
      await world.done(alice, { kind: 'member.invite', room, people: [bob] })
      expect(read.room(room)?.members[1]).toMatchObject({
        person: { id: bob },
        epoch: 3,
        left: null,
      })
    })

    test('[X6] nobody removes someone of their rank or above', async () => {
      const { world, alice, bob, carol } = await start()
      const room = await world.room('group', alice, [bob, carol])
      const remove = (person: PersonId) => ({ kind: 'member.remove', room, person }) as const
      await world.done(alice, { kind: 'member.role', room, person: bob, role: 'admin' })
      await world.refused(bob, remove(alice), 'forbidden')
      await world.refused(bob, remove(bob), 'forbidden')
      await world.refused(carol, remove(bob), 'forbidden')
      await world.refused(bob, remove(nobody), 'person-absent')
      await world.done(bob, remove(carol))
      await world.done(alice, remove(bob))
      await world.refused(alice, remove(alice), 'last-owner')
    })

    test('[K10] handing over makes the giver an admin, in one entry', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('group', alice, [bob])
      const role = (person: PersonId, to: 'owner' | 'admin' | 'member') =>
        ({ kind: 'member.role', room, person, role: to }) as const
      await world.refused(alice, { kind: 'member.leave', room }, 'last-owner')
      await world.refused(alice, role(alice, 'member'), 'last-owner')
      await world.refused(alice, role(nobody, 'admin'), 'person-absent')
      await world.refused(bob, role(bob, 'admin'), 'forbidden')
      expect(await world.done(alice, role(bob, 'member'))).toBe(0)
      expect(await world.done(alice, role(bob, 'owner'))).toBe(2)
      expect(read.room(room)?.members.map((member) => member.role)).toEqual(['admin', 'owner'])
      await world.done(alice, { kind: 'member.leave', room })
    })

    test('a room takes no more than its members', async () => {
      const { world, alice } = await start()
      const crowd = Array.from({ length: limits.membersPerRoom }, (_, index) =>
        personIdOf(1000 + index),
      )
      const room = await world.room('group', alice)
      const put = crowd.map((person, index) =>
        world.submission(person, {
          kind: 'person.put',
          person: {
            id: person,
            handle: `p${index}`,
            name: 'P',
            kind: 'imported',
            timeZone: null,
            photo: null,
            status: null,
          },
          email: null,
        }),
      )
      await world.store.commit(put)
      const invites = Array.from({ length: 20 }, (_, index) => {
        const people = crowd.slice(index * 100, index * 100 + 100)
        return world.submission(alice, { kind: 'member.invite', room, people })
      })
      const { settled } = await world.store.commit(invites)
      expect(settled.filter(({ kind }) => kind === 'done')).toHaveLength(19)
      expect(settled.at(-1)).toEqual({ kind: 'refused', code: 'room-full' })
      expect(world.store.read.room(room)?.members).toHaveLength(1901)
    })

    test('[X1] a room one is not in and a room that is not are the same', async () => {
      const { world, alice, bob } = await start()
      const room = await world.room('group', alice)
      const { id } = await world.post(alice, room)
      for (const where of [room, roomIdOf(77)]) {
        const target = id
        await world.refused(
          bob,
          { kind: 'message.post', room: where, text: 'x', replyTo: null },
          'room-unknown',
        )
        await world.refused(
          bob,
          { kind: 'message.edit', room: where, target, text: 'x' },
          'room-unknown',
        )
        await world.refused(
          bob,
          { kind: 'read.mark', room: where, upTo: 1, base: 0 },
          'room-unknown',
        )
        await world.refused(
          bob,
          { kind: 'favourite.change', room: where, on: true },
          'room-unknown',
        )
        await world.refused(bob, { kind: 'contract.end', room: where }, 'room-unknown')
      }
    })
  })
}
