import { describe, expect, test } from 'vitest'
import { personIdOf, personPut } from './bodies.ts'
import { nothing, World, type OpenStore } from './world.ts'

export function personalContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice', 'Alice@Example.org')
    const bob = await world.person('bob')
    const room = await world.room('group', alice, [bob])
    return { world, read: world.store.read, alice, bob, room }
  }

  describe('personal logs', () => {
    test('[L5] joining, roles and losing a room are told in the same commit', async () => {
      const { world, read, alice, bob, room } = await start()
      const base = read.personalHead(bob)
      const promote = world.submission(alice, {
        kind: 'member.role',
        room,
        person: bob,
        role: 'admin',
      })
      const remove = world.submission(alice, { kind: 'member.remove', room, person: bob })
      const { personal } = await world.store.commit([promote, remove])
      const item = { kind: 'membership', room }
      expect(personal).toEqual([
        { person: bob, item: { ...item, seq: base + 1, value: { role: 'admin', epoch: 1 } } },
        { person: bob, item: { ...item, seq: base + 2, value: null } },
      ])
      expect(read.personalItems(bob, base, 10)).toEqual([{ ...item, seq: base + 2, value: null }])
      expect(read.personalHead(bob)).toBe(base + 2)
    })

    test('[L5] the latest value a key, by sequence, in pages', async () => {
      const { world, read, alice, room } = await start()
      const set = (on: boolean) => world.done(alice, { kind: 'favourite.change', room, on })
      await set(true)
      await world.done(alice, { kind: 'read.mark', room, upTo: 1, base: 0 })
      await set(false)
      const all = read.personalItems(alice, 0, 100)
      expect(all.map(({ kind }) => kind)).toEqual(['me', 'membership', 'read', 'favourite'])
      expect(all.at(-1)?.seq).toBe(read.personalHead(alice))
      const first = read.personalItems(alice, 0, 2)
      expect([...first, ...read.personalItems(alice, first[1]?.seq ?? 0, 2)]).toEqual(all)
    })

    test('[K10] handing over tells both', async () => {
      const { world, alice, bob, room } = await start()
      const give = world.submission(alice, {
        kind: 'member.role',
        room,
        person: bob,
        role: 'owner',
      })
      const { personal } = await world.store.commit([give])
      expect(personal.map(({ person, item }) => [person, item.kind, item.value])).toEqual([
        [bob, 'membership', { role: 'owner', epoch: 1 }],
        [alice, 'membership', { role: 'admin', epoch: 1 }],
      ])
    })

    test('[U2] reading moves the mark forward only, and never past the head', async () => {
      const { world, read, alice, bob, room } = await start()
      await world.post(alice, room)
      const mark = (upTo: number) => ({ kind: 'read.mark', room, upTo, base: 0 }) as const
      expect(await world.done(bob, mark(2))).toBe(read.personalHead(bob))
      expect(await world.done(bob, mark(1))).toBe(0)
      expect(read.mark(bob, room)).toEqual({ upTo: 2, unreadAt: null, version: 1 })
      await world.post(alice, room)
      await world.done(bob, mark(99))
      expect(read.mark(bob, room).upTo).toBe(3)
    })

    test('[U2] marked unread by hand beats reads based on an older mark', async () => {
      const { world, read, alice, bob, room } = await start()
      await world.post(alice, room)
      await world.done(bob, { kind: 'read.mark', room, upTo: 2, base: 0 })
      await world.done(bob, { kind: 'read.unmark', room, from: 2, base: 1 })
      expect(read.mark(bob, room)).toEqual({ upTo: 1, unreadAt: 2, version: 2 })
      expect(await world.done(bob, { kind: 'read.mark', room, upTo: 2, base: 1 })).toBe(0)
      expect(await world.done(bob, { kind: 'read.mark', room, upTo: 2, base: 2 })).toBeGreaterThan(
        0,
      )
      expect(read.mark(bob, room)).toEqual({ upTo: 2, unreadAt: null, version: 3 })
    })

    test('[K4] marked unread, sent again after the room was read, leaves it read', async () => {
      const { world, read, alice, bob, room } = await start()
      await world.post(alice, room)
      const unmark = { kind: 'read.unmark', room, from: 2, base: 0 } as const
      const id = world.id()
      const seq = await world.done(bob, unmark, { id })
      await world.done(bob, { kind: 'read.mark', room, upTo: 2, base: 1 })
      expect(await world.done(bob, unmark, { id })).toBe(seq)
      expect(read.mark(bob, room)).toEqual({ upTo: 2, unreadAt: null, version: 2 })
    })

    test('[K4] a read leaves no receipt: its id may come again', async () => {
      const { world, alice, room } = await start()
      const id = world.id()
      await world.done(alice, { kind: 'read.mark', room, upTo: 1, base: 0 }, { id })
      await world.done(alice, { kind: 'message.post', room, text: 'a', replyTo: null }, { id })
    })
  })

  describe('people', () => {
    test('a profile is told to its person and to every room they are in', async () => {
      const { world, read, alice, bob, room } = await start()
      const second = await world.room('group', bob, [alice])
      const left = await world.room('group', bob, [alice])
      await world.done(alice, { kind: 'member.leave', room: left })
      const put = world.submission(alice, personPut(alice, 'alicia', 'alice@example.org'))
      const { settled, appended, personal } = await world.store.commit([put])
      expect(settled).toEqual([{ kind: 'done', seq: 0 }])
      expect(new Map(appended.map((told) => [told.room, told.entry.body.kind]))).toEqual(
        new Map([
          [room, 'person.changed'],
          [second, 'person.changed'],
        ]),
      )
      expect(appended).toHaveLength(2)
      expect(new Set(appended.map(({ entry }) => entry.id)).size).toBe(2)
      expect(personal).toMatchObject([
        { person: alice, item: { kind: 'me', value: { handle: 'alicia' } } },
      ])
      expect(read.room(room)?.members[0]?.person.handle).toBe('alicia')
      expect(read.room(left)?.members[1]?.person.handle).toBe('alice')
      const again = await world.store.commit([put])
      expect(again).toEqual({ ...nothing, settled })
      const taken = appended[0]!.entry.id
      await world.refused(
        alice,
        { kind: 'message.post', room, text: 'x', replyTo: null },
        'id-reused',
        { id: taken },
      )
    })

    test('an unchanged profile is no change; another address is told to nobody', async () => {
      const { world, read, alice } = await start()
      const head = read.personalHead(alice)
      await world.done(alice, personPut(alice, 'alice', 'alice@example.org'))
      await world.done(alice, personPut(alice, 'alice', 'new@example.org'))
      expect(read.personalHead(alice)).toBe(head)
      expect(read.findPerson('NEW@example.org')?.id).toBe(alice)
      expect(read.findPerson('alice@example.org')).toBeNull()
    })

    test('handles and addresses are one person’s each, case-blind', async () => {
      const { world, read, alice } = await start()
      const other = personIdOf(50)
      await world.refused(other, personPut(other, 'alice'), 'handle-taken')
      await world.refused(other, personPut(other, 'other', 'ALICE@example.ORG'), 'email-taken')
      expect(read.findPerson('Alice')?.id).toBe(alice)
      expect(read.findPerson('alice@EXAMPLE.org')?.id).toBe(alice)
      expect(read.findPerson('nobody')).toBeNull()
      expect(read.person(other)).toBeNull()
      expect(read.countPeople()).toBe(2)
      const swap = world.submission(alice, personPut(alice, 'free'))
      const take = world.submission(other, personPut(other, 'alice'))
      expect((await world.store.commit([swap, take])).settled).toEqual([
        { kind: 'done', seq: 0 },
        { kind: 'done', seq: 0 },
      ])
    })

    test('[K9] nobody is called what calls everyone', async () => {
      const { world } = await start()
      const other = personIdOf(50)
      await world.refused(other, personPut(other, 'all'), 'handle-reserved')
      await world.refused(other, personPut(other, 'here'), 'handle-reserved')
    })

    test('a room joined earlier in the batch hears of a new profile', async () => {
      const { world, bob, alice } = await start()
      const room = await world.room('group', bob)
      const { appended } = await world.store.commit([
        world.submission(bob, { kind: 'member.invite', room, people: [alice] }),
        world.submission(alice, personPut(alice, 'alicia')),
      ])
      const told = appended
        .filter((entry) => entry.room === room)
        .map(({ entry }) => entry.body.kind)
      expect(told).toEqual(['member.joined', 'person.changed'])
    })
  })
}
