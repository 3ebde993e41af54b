import { directRoomId, type PersonId, type RoomId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { roomCreate, roomIdOf, type Body } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function blocksContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice')
    const bob = await world.person('bob')
    const carol = await world.person('carol')
    const direct = directRoomId(alice, bob)
    const make = (by: PersonId, other: PersonId) =>
      world.done(
        by,
        roomCreate({ room: directRoomId(by, other), roomKind: 'direct', people: [other] }),
      )
    const block = (person: PersonId, name: string | null = 'B'): Body => ({
      kind: 'block.change',
      person,
      name,
    })
    return { world, read: world.store.read, alice, bob, carol, direct, make, block }
  }
  const post = (room: RoomId): Body => ({ kind: 'message.post', room, text: 'a', replyTo: null })

  describe('blocks', () => {
    test('[B1] neither reaches the other directly, each with a reason of their own', async () => {
      const { world, alice, bob, carol, direct, make, block } = await start()
      await make(alice, bob)
      const his = await world.post(bob, direct)
      const shared = await world.room('group', alice, [carol])
      const his2 = await world.room('group', bob)
      const { id: source } = await world.post(bob, his2)
      await world.done(alice, block(bob))
      const target = his.id
      const direct1: Body[] = [
        post(direct),
        { kind: 'reaction.change', room: direct, target, emoji: '👍', on: true },
        { kind: 'pin.change', room: direct, target, on: true },
        roomCreate({ room: roomIdOf(80), people: [bob] }),
        { kind: 'member.invite', room: shared, people: [carol, bob] },
      ]
      for (const body of direct1) await world.refused(alice, body, 'person-blocked')
      const back: Body[] = [
        post(direct),
        { kind: 'message.edit', room: direct, target, text: 'other words' },
        {
          kind: 'message.forward',
          room: direct,
          text: '',
          source: { room: his2, message: source },
        },
        { kind: 'reaction.change', room: direct, target, emoji: '👍', on: true },
        roomCreate({ room: roomIdOf(81), people: [carol, alice] }),
        { kind: 'member.invite', room: his2, people: [alice] },
      ]
      for (const body of back) await world.refused(bob, body, 'person-unreachable')
      // What takes back, and what only they themselves see, still goes.
      await world.done(bob, { kind: 'message.delete', room: direct, target })
      await world.done(alice, { kind: 'read.mark', room: direct, upTo: 2, base: 0 })
    })

    test('[B1] a direct room that is not there yet is not made by either', async () => {
      const { world, read, alice, bob, direct, block } = await start()
      await world.done(alice, block(bob))
      const made = (other: PersonId) =>
        roomCreate({ room: direct, roomKind: 'direct', people: [other] })
      await world.refused(alice, made(bob), 'person-blocked')
      await world.refused(bob, made(alice), 'person-unreachable')
      expect(read.room(direct)).toBeNull()
    })

    test('[B1] who blocks each other both hear of their own block; unblocked by both, they talk', async () => {
      const { world, alice, bob, direct, make, block } = await start()
      await make(alice, bob)
      await world.done(alice, block(bob))
      await world.done(bob, block(alice))
      await world.refused(bob, post(direct), 'person-blocked')
      await world.done(bob, block(alice, null))
      await world.refused(bob, post(direct), 'person-unreachable')
      await world.done(alice, block(bob, null))
      await world.done(bob, post(direct))
    })

    test('[B1] in a room they share both write, and another may bring them together', async () => {
      const { world, alice, bob, carol, block } = await start()
      const room = await world.room('group', carol, [alice])
      await world.done(alice, block(bob))
      await world.done(carol, { kind: 'member.invite', room, people: [bob] })
      await world.post(alice, room)
      await world.post(bob, room)
    })

    test('[B1] within one batch a block counts for what comes after it', async () => {
      const { world, alice, bob, direct, make, block } = await start()
      await make(alice, bob)
      const { settled } = await world.store.commit([
        world.submission(bob, post(direct)),
        world.submission(alice, block(bob)),
        world.submission(bob, post(direct)),
      ])
      expect(settled.map((each) => each.kind === 'refused' && each.code)).toEqual([
        false,
        false,
        'person-unreachable',
      ])
    })

    test('[B3] not while both are in a room with an active contract', async () => {
      const { world, alice, bob, carol, block } = await start()
      const room = await world.room('interview', alice, [bob])
      await world.done(alice, block(bob))
      await world.done(alice, block(bob, null))
      await world.done(alice, { kind: 'contract.start', room, title: 'Logo' })
      await world.refused(alice, block(bob), 'contract-active')
      await world.refused(bob, block(alice), 'contract-active')
      await world.done(alice, block(carol))
      await world.done(alice, { kind: 'contract.end', room })
      await world.done(bob, block(alice))
    })

    test('[B3] a contract that one of them has left binds no more, and unblocking always goes', async () => {
      const { world, alice, bob, block } = await start()
      const room = await world.room('interview', alice, [bob])
      await world.done(bob, block(alice))
      await world.done(alice, { kind: 'contract.start', room, title: 'Logo' })
      await world.done(bob, block(alice, null))
      await world.refused(bob, block(alice), 'contract-active')
      await world.done(bob, { kind: 'member.leave', room })
      await world.done(bob, block(alice))
    })

    test('[B1] nobody blocks themselves or nobody', async () => {
      const { world, alice, block } = await start()
      await world.refused(alice, block(alice), 'bad-frame')
      await world.refused(
        alice,
        block('00000000-0000-7000-8000-00000000dead' as PersonId),
        'person-unknown',
      )
    })
  })
}
