import { directRoomId, kindOfCommand, personalKinds } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { roomCreate } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function valuesContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice')
    const bob = await world.person('bob')
    const carol = await world.person('carol')
    const room = await world.room('group', alice, [bob])
    const direct = directRoomId(alice, bob)
    await world.done(alice, roomCreate({ room: direct, roomKind: 'direct', people: [bob] }))
    return { world, read: world.store.read, alice, bob, carol, room, direct }
  }

  describe('values of a person', () => {
    test('[O1] setting what stands there already changes nothing; taking away leaves null', async () => {
      const { world, read, alice, room } = await start()
      const star = (on: boolean) => world.done(alice, { kind: 'favourite.change', room, on })
      const seq = await star(true)
      expect(seq).toBe(read.personalHead(alice))
      expect(await star(true)).toBe(0)
      await star(false)
      expect(await star(false)).toBe(0)
      expect(read.personalItems(alice, seq, 9)).toEqual([
        { kind: 'favourite', seq: seq + 1, subject: room, value: null },
      ])
    })

    test('[O2] within one batch a value follows from the one before', async () => {
      const { world, read, alice, room } = await start()
      const star = (on: boolean) => world.submission(alice, { kind: 'favourite.change', room, on })
      const { settled, personal } = await world.store.commit([star(true), star(true), star(false)])
      const head = read.personalHead(alice)
      expect(settled.map((each) => each.kind === 'done' && each.seq)).toEqual([head - 1, 0, head])
      expect(personal.map(({ item }) => item.value)).toEqual([true, null])
    })

    test('[O4] a value about a room takes being in it; taking it away does not', async () => {
      const { world, alice, bob, carol, room } = await start()
      await world.refused(carol, { kind: 'archived.change', room, on: true }, 'room-unknown')
      expect(await world.done(carol, { kind: 'archived.change', room, on: false })).toBe(0)
      await world.done(bob, { kind: 'archived.change', room, on: true })
      await world.done(alice, { kind: 'member.remove', room, person: bob })
      expect(await world.done(bob, { kind: 'archived.change', room, on: false })).toBeGreaterThan(0)
      await world.refused(bob, { kind: 'archived.change', room, on: true }, 'room-unknown')
    })

    test('[O6] only a direct room is hidden, and never past its head', async () => {
      const { world, read, alice, room, direct } = await start()
      await world.refused(alice, { kind: 'hidden.change', room, upTo: 1 }, 'forbidden')
      await world.done(alice, { kind: 'hidden.change', room: direct, upTo: 99 })
      expect(read.personalItems(alice, read.personalHead(alice) - 1, 1)).toMatchObject([
        { kind: 'hidden', subject: direct, value: { upTo: 1 } },
      ])
    })

    test('a setting is one value a name', async () => {
      const { world, read, carol } = await start()
      await world.done(carol, { kind: 'setting.change', name: 'roomListView', value: 'category' })
      const fold = () =>
        world.done(carol, { kind: 'setting.change', name: 'collapsedGroups', value: ['people'] })
      await fold()
      expect(await fold()).toBe(0)
      await world.done(carol, { kind: 'setting.change', name: 'roomListView', value: null })
      const values = read.personalItems(carol, 0, 9).filter((item) => item.kind === 'setting')
      expect(values).toMatchObject([
        { subject: 'collapsedGroups', value: ['people'] },
        { subject: 'roomListView', value: null },
      ])
    })

    test('every command about a value finds its kind', () => {
      const found = personalKinds.flatMap(({ commands, kind }) =>
        commands.map(({ shape }) => [kind, kindOfCommand({ kind: shape.kind.value })?.kind]),
      )
      for (const [kind, by] of found) expect(by).toBe(kind)
    })
  })
}
