import { limits } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { nothing, World, type OpenStore } from './world.ts'

const dayMs = 24 * 60 * 60 * 1000

export function identityContract(open: OpenStore): void {
  const start = async () => {
    const { store, reopen } = await open()
    const world = new World(store)
    const alice = await world.person('alice')
    const bob = await world.person('bob')
    const room = await world.room('group', alice, [bob])
    return { world, reopen, read: store.read, alice, bob, room }
  }

  describe('the identity of commands', () => {
    test('[K3] a resend gets the first answer and does nothing', async () => {
      const { world, read, alice, room } = await start()
      const post = world.submission(alice, { kind: 'message.post', room, text: 'a', replyTo: null })
      await world.store.commit([post])
      await world.post(alice, room)
      const again = await world.store.commit([{ ...post, at: post.at + 400 * dayMs }])
      expect(again).toEqual({ ...nothing, settled: [{ kind: 'done', seq: 2 }] })
      expect(read.head(room)?.seq).toBe(3)
    })

    test('[K3] the same id with another payload, or from another person, is refused', async () => {
      const { world, alice, bob, room } = await start()
      const { id } = await world.post(alice, room, 'one')
      const body = { kind: 'message.post', room, text: 'one', replyTo: null } as const
      await world.refused(alice, { ...body, text: 'two' }, 'id-reused', { id })
      await world.refused(bob, body, 'id-reused', { id })
      expect(await world.done(alice, body, { id })).toBe(2)
    })

    test('[K3] a resend is answered as before by who may not do it any more', async () => {
      const { world, alice, bob, room } = await start()
      const { id } = await world.post(bob, room, 'one')
      await world.done(alice, { kind: 'member.remove', room, person: bob })
      const body = { kind: 'message.post', room, text: 'one', replyTo: null } as const
      expect(await world.done(bob, body, { id })).toBe(2)
    })

    test('[K2] a final refusal is remembered 30 days', async () => {
      const { world, alice, bob } = await start()
      const room = await world.room('group', alice)
      const body = { kind: 'message.post', room, text: 'one', replyTo: null } as const
      const id = world.id()
      const first = world.submission(bob, body, { id })
      await world.store.commit([first])
      await world.done(alice, { kind: 'member.invite', room, people: [bob] })
      await world.refused(bob, body, 'room-unknown', { id })
      await world.refused(bob, { ...body, text: 'two' }, 'id-reused', { id })
      const at = first.at + limits.refusalDays * dayMs
      await world.refused(bob, body, 'room-unknown', { id, at: at - 1 })
      expect(await world.done(bob, body, { id, at })).toBe(3)
    })

    test('[K2] success without a change leaves a receipt', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('group', alice, [bob])
      const body = { kind: 'member.invite' as const, room, people: [bob] }
      const id = world.id()
      expect(await world.done(alice, body, { id })).toBe(0)
      await world.done(alice, { kind: 'member.remove', room, person: bob })
      expect(await world.done(alice, body, { id })).toBe(0)
      expect(read.isMember(room, bob)).toBe(false)
      await world.refused(alice, { ...body, people: [alice] }, 'id-reused', { id })
    })

    test('[K3] a reaction sent again after another one keeps its first answer', async () => {
      const { world, alice, room } = await start()
      const { id: target } = await world.post(alice, room)
      const id = world.id()
      const on = { kind: 'reaction.change', room, target, emoji: 'x', on: true } as const
      expect(await world.done(alice, on, { id })).toBe(3)
      expect(await world.done(alice, on, { id })).toBe(3)
      await world.done(alice, { ...on, on: false })
      expect(await world.done(alice, on, { id })).toBe(3)
      expect(world.items(room)[1]).toMatchObject({ reactions: [] })
    })

    test('[K3] a favourite sent again does not come back', async () => {
      const { world, read, alice, room } = await start()
      const on = { kind: 'favourite.change', room, on: true } as const
      const id = world.id()
      const seq = await world.done(alice, on, { id })
      expect(seq).toBe(read.personalHead(alice))
      await world.done(alice, { ...on, on: false })
      expect(await world.done(alice, on, { id })).toBe(seq)
      expect(read.personalItems(alice, seq, 10)).toMatchObject([{ kind: 'favourite', value: null }])
    })

    test('duplicates in one batch are one', async () => {
      const { world, read, alice, room } = await start()
      const post = world.submission(alice, { kind: 'message.post', room, text: 'a', replyTo: null })
      const other = { ...post, digest: 'another' }
      const { settled, appended } = await world.store.commit([post, post, other])
      expect(settled).toEqual([
        { kind: 'done', seq: 2 },
        { kind: 'done', seq: 2 },
        { kind: 'refused', code: 'id-reused' },
      ])
      expect(appended).toHaveLength(1)
      expect(read.head(room)?.seq).toBe(2)
    })

    test('a refusal in a batch leaves the others alone', async () => {
      const { world, alice, bob, room } = await start()
      const post = (text: string) => ({ kind: 'message.post', room, text, replyTo: null }) as const
      const { settled } = await world.store.commit([
        world.submission(alice, post('a')),
        world.submission(bob, post('')),
        world.submission(bob, post('b')),
      ])
      expect(settled.map(({ kind }) => kind)).toEqual(['done', 'refused', 'done'])
      expect(world.entries(room).map(({ seq }) => seq)).toEqual([1, 2, 3])
    })

    test('all of it outlives the process', async () => {
      const { world, reopen, alice, bob, room } = await start()
      if (!reopen) return
      const post = world.submission(alice, { kind: 'message.post', room, text: 'a', replyTo: null })
      const empty = world.submission(bob, { kind: 'message.post', room, text: '', replyTo: null })
      const { settled } = await world.store.commit([post, empty])
      const state = world.store.read.room(room)
      const texts = world.store.read.entryTexts(room, 0, 10)
      world.store.close()
      const store = await reopen()
      expect(store.lineage).toBe(world.store.lineage)
      expect((await store.commit([post, empty])).settled).toEqual(settled)
      expect(store.read.room(room)).toEqual(state)
      expect(store.read.entryTexts(room, 0, 10)).toEqual(texts)
      store.close()
    })
  })
}
