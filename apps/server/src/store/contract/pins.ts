import { limits } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { idOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function pinsContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const [alice, bob] = [await world.person('alice'), await world.person('bob')]
    const room = await world.room('group', alice, [bob])
    const { id: target } = await world.post(bob, room)
    const pins = () => world.store.read.room(room)?.pins
    return { world, alice, bob, room, target, pins }
  }

  describe('pins', () => {
    test('[T4] a pin is the room’s, and a notice in its talk', async () => {
      const { world, alice, room, target, pins } = await start()
      const pin = (on: boolean) => ({ kind: 'pin.change', room, target, on }) as const
      expect(await world.done(alice, pin(true))).toBe(3)
      const at = world.entries(room).at(-1)?.at
      expect(pins()).toEqual([{ message: target, by: alice, at }])
      expect(world.items(room).at(-1)).toMatchObject({
        kind: 'notice',
        body: { kind: 'pin.changed', message: target, on: true },
      })
      // The message itself is what it was.
      expect(world.items(room)[1]).toMatchObject({ id: target, changedSeq: 2 })
      expect(await world.done(alice, pin(true))).toBe(0)
      expect(await world.done(alice, pin(false))).toBe(4)
      expect(await world.done(alice, pin(false))).toBe(0)
      expect(pins()).toEqual([])
    })

    test('[T4] deleted, it is pinned no longer, also after opening again', async () => {
      const { store, reopen } = await open()
      const world = new World(store)
      const alice = await world.person('alice')
      const room = await world.room('group', alice)
      const [one, two] = [await world.post(alice, room), await world.post(alice, room)]
      for (const { id: target } of [one, two])
        await world.done(alice, { kind: 'pin.change', room, target, on: true })
      await world.done(alice, { kind: 'message.delete', room, target: one.id })
      const left = [{ message: two.id, by: alice, at: world.entries(room)[4]?.at }]
      expect(store.read.room(room)?.pins).toEqual(left)
      if (!reopen) return
      store.close()
      expect((await reopen()).read.room(room)?.pins).toEqual(left)
    })

    test('members do not pin in a shared room', async () => {
      const { world, bob, room, target } = await start()
      await world.refused(bob, { kind: 'pin.change', room, target, on: true }, 'forbidden')
    })

    test('a message of no room, or of another, cannot be pinned', async () => {
      const { world, alice, room } = await start()
      const other = await world.room('group', alice)
      const elsewhere = await world.post(alice, other)
      for (const target of [idOf(4040), elsewhere.id])
        await world.refused(
          alice,
          { kind: 'pin.change', room, target, on: true },
          'message-unknown',
        )
    })

    test('a deleted message cannot be pinned', async () => {
      const { world, alice, room, target } = await start()
      await world.done(alice, { kind: 'message.delete', room, target })
      await world.refused(alice, { kind: 'pin.change', room, target, on: true }, 'message-deleted')
    })

    test('a room holds up so many messages and no more', async () => {
      const { world, alice, room, pins } = await start()
      const pin = async () => {
        const { id: target } = await world.post(alice, room)
        return { kind: 'pin.change', room, target, on: true } as const
      }
      for (let made = 0; made < limits.pinsPerRoom; made += 1) await world.done(alice, await pin())
      await world.refused(alice, await pin(), 'too-many-pins')
      expect(pins()).toHaveLength(limits.pinsPerRoom)
    })
  })
}
