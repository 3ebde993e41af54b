import { directRoomId, limits, type MessageItem, type RoomId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { idOf, roomCreate } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function forwardsContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const [alice, bob, carol] = [
      await world.person('alice'),
      await world.person('bob'),
      await world.person('carol'),
    ]
    const plans = await world.room('group', bob, [alice])
    const other = await world.room('group', alice, [carol])
    const said = await world.post(bob, plans, 'the @carol words')
    return { world, alice, bob, carol, plans, other, said }
  }
  const forward = (room: RoomId, from: RoomId, message: MessageItem['id'], text = '') =>
    ({ kind: 'message.forward', room, text, source: { room: from, message } }) as const
  const lastOf = (world: World, room: RoomId) => world.items(room).at(-1) as MessageItem

  describe('forwarding', () => {
    test('[T3] author, time and words are those of the original, read at the server', async () => {
      const { world, alice, bob, carol, plans, other, said } = await start()
      await world.done(alice, forward(other, plans, said.id, 'look, @carol'))
      const original = world.items(plans).at(-1)
      const forwarded = {
        by: bob,
        name: 'Bob',
        at: original?.at,
        room: plans,
        message: said.id,
        text: 'the @carol words',
      }
      expect(lastOf(world, other)).toMatchObject({ by: alice, text: 'look, @carol', forwarded })
      // Only one's own words call someone (SPEC K9).
      expect(lastOf(world, other).mentions.people).toEqual([carol])
      await world.done(alice, forward(other, plans, said.id, ' '))
      expect(lastOf(world, other)).toMatchObject({ text: '', forwarded })
      expect(lastOf(world, other).mentions.people).toEqual([])
      expect(lastOf(world, plans)).not.toHaveProperty('forwarded')
    })

    test('[T3] what becomes of the original changes nothing, and forwarded on it keeps its author', async () => {
      const { world, alice, bob, carol, plans, other, said } = await start()
      await world.done(alice, forward(other, plans, said.id))
      await world.done(bob, { kind: 'message.delete', room: plans, target: said.id })
      const passed = lastOf(world, other)
      const third = await world.room('group', carol, [alice])
      await world.done(carol, forward(third, other, passed.id, 'from afar'))
      expect(lastOf(world, third)).toMatchObject({ by: carol, forwarded: passed.forwarded })
    })

    test('[T3] a direct conversation is not named', async () => {
      const { world, alice, bob, other } = await start()
      const room = directRoomId(alice, bob)
      await world.done(alice, roomCreate({ room, roomKind: 'direct', people: [bob] }))
      const { id } = await world.post(alice, room, 'between us')
      await world.done(alice, forward(other, room, id))
      expect(lastOf(world, other).forwarded).toMatchObject({ by: alice, room: null })
      expect(world.store.read.entryTexts(other, 0, 99).join()).not.toContain(bob)
    })

    test('[T3] [X1] what one cannot read is as if it did not exist', async () => {
      const { world, carol, plans, other, said } = await start()
      await world.refused(carol, forward(other, plans, said.id), 'message-unknown')
      await world.refused(carol, forward(other, plans, idOf(4040)), 'message-unknown')
    })

    test('a room one is not in takes nothing', async () => {
      const { world, bob, plans, other, said } = await start()
      await world.refused(bob, forward(other, plans, said.id), 'room-unknown')
    })

    test('a message that is in another room than named is unknown', async () => {
      const { world, alice, other, said } = await start()
      await world.refused(alice, forward(other, other, said.id), 'message-unknown')
    })

    test('a notice is no message', async () => {
      const { world, alice, plans, other } = await start()
      const notice = world.entries(plans)[0]!.id
      await world.refused(alice, forward(other, plans, notice), 'message-unknown')
    })

    test('a deleted message has nothing to pass on', async () => {
      const { world, alice, bob, plans, other, said } = await start()
      await world.done(bob, { kind: 'message.delete', room: plans, target: said.id })
      await world.refused(alice, forward(other, plans, said.id), 'message-deleted')
    })

    test('words of one’s own are bounded', async () => {
      const { world, alice, plans, other, said } = await start()
      const long = 'x'.repeat(limits.messageChars + 1)
      await world.refused(alice, forward(other, plans, said.id, long), 'text-too-long')
    })

    test('[T2] deleted, it leaves the forwarded words nowhere', async () => {
      const { world, alice, plans, other } = await start()
      const { id } = await world.post(alice, plans, 'secret')
      await world.done(alice, forward(other, plans, id, 'mine'))
      const target = lastOf(world, other).id
      await world.done(alice, { kind: 'message.edit', room: other, target, text: '' })
      expect(lastOf(world, other)).toMatchObject({ text: '', forwarded: { text: 'secret' } })
      await world.done(alice, { kind: 'message.delete', room: other, target })
      const { read } = world.store
      const everything = [
        ...read.entryTexts(other, 0, 99),
        ...read.items(other, 99, 'back', 99).texts,
      ]
      expect(everything.join()).not.toContain('secret')
    })

    test('[K3] sent again it gets the first answer, whatever became of the source', async () => {
      const { world, alice, bob, plans, other, said } = await start()
      const id = world.id()
      const body = forward(other, plans, said.id)
      const seq = await world.done(alice, body, { id })
      await world.done(bob, { kind: 'message.delete', room: plans, target: said.id })
      expect(await world.done(alice, body, { id })).toBe(seq)
    })
  })

  describe('versions', () => {
    const parsed = ({ texts, next }: { texts: string[]; next: number | null }) => ({
      versions: texts.map((text): unknown => JSON.parse(text)),
      next,
    })

    test('[T1] every version of a message, newest first, in pages', async () => {
      const { world, bob, plans, said } = await start()
      for (const text of ['two “2”', 'three'])
        await world.done(bob, { kind: 'message.edit', room: plans, target: said.id, text })
      await world.post(bob, plans, 'another')
      const { versions } = world.store.read
      const [, posted, two, three] = world.entries(plans)
      const all = [
        { seq: three?.seq, at: three?.at, text: 'three' },
        { seq: two?.seq, at: two?.at, text: 'two “2”' },
        { seq: posted?.seq, at: posted?.at, text: 'the @carol words' },
      ]
      expect(parsed(versions(plans, said.id, 99, 3))).toEqual({ versions: all, next: null })
      expect(parsed(versions(plans, said.id, 99, 2))).toEqual({
        versions: all.slice(0, 2),
        next: two?.seq,
      })
      expect(parsed(versions(plans, said.id, two?.seq ?? 0, 2))).toEqual({
        versions: all.slice(2),
        next: null,
      })
    })

    test('a message of another room has none here', async () => {
      const { world, plans, other, said } = await start()
      expect(world.store.read.versions(other, said.id, 99, 9)).toEqual({ texts: [], next: null })
      expect(world.store.read.versions(plans, idOf(4040), 99, 9).texts).toEqual([])
    })
  })
}
