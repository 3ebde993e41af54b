import type { MessageItem } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { idOf, roomIdOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function readsContract(open: OpenStore): void {
  /** A room whose log is: 1 created, 2..11 posts by turns, 12 edit of 3, 13 reaction on 5, 14 deletion of 4, 15 post. */
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice')
    const bob = await world.person('bob')
    const room = await world.room('group', alice, [bob])
    const posts: { id: ReturnType<World['id']>; seq: number }[] = []
    for (let index = 0; index < 10; index += 1)
      posts.push(await world.post(index % 2 ? bob : alice, room, `text ${index}`))
    const target = (seq: number) => posts.find((post) => post.seq === seq)!.id
    await world.done(bob, { kind: 'message.edit', room, target: target(3), text: '@alice' })
    await world.done(bob, {
      kind: 'reaction.change',
      room,
      target: target(5),
      emoji: 'x',
      on: true,
    })
    await world.done(alice, { kind: 'message.delete', room, target: target(4) })
    await world.post(alice, room, '@bob last')
    return { world, read: world.store.read, alice, bob, room, target }
  }
  const seqs = (texts: string[]) => texts.map((text) => (JSON.parse(text) as { seq: number }).seq)

  describe('reads', () => {
    test('[L1] entries are dense pages', async () => {
      const { read, room } = await start()
      expect(seqs(read.entryTexts(room, 0, 100))).toEqual(
        Array.from({ length: 15 }, (_, n) => n + 1),
      )
      expect(seqs(read.entryTexts(room, 4, 3))).toEqual([5, 6, 7])
      expect(read.entryTexts(room, 15, 3)).toEqual([])
      expect(read.entryIdAt(room, 16)).toBeNull()
    })

    test('[L8] pages backward cover (from, to] whole', async () => {
      const { read, room } = await start()
      const latest = read.items(room, 99, 'back', 3)
      expect(latest).toMatchObject({ from: 9, to: 15, asOf: 15 })
      expect(seqs(latest.texts)).toEqual([10, 11, 15])
      const older = read.items(room, latest.from, 'back', 3)
      expect(older).toMatchObject({ from: 6, to: 9 })
      expect(seqs(older.texts)).toEqual([7, 8, 9])
      expect(read.items(room, 3, 'back', 10)).toMatchObject({ from: 0, to: 3 })
    })

    test('[L8] pages forward cover (from, to] whole', async () => {
      const { read, room } = await start()
      const page = read.items(room, 9, 'forward', 2)
      expect(page).toMatchObject({ from: 9, to: 11, asOf: 15 })
      expect(seqs(page.texts)).toEqual([10, 11])
      expect(read.items(room, 11, 'forward', 5)).toMatchObject({ from: 11, to: 15, asOf: 15 })
      expect(read.items(room, 15, 'forward', 5)).toMatchObject({ from: 15, to: 15, texts: [] })
    })

    test('[L11] what changed below a place comes by change, in pages', async () => {
      const { read, room } = await start()
      expect(seqs(read.changedItems(room, 11, 11, 10).texts)).toEqual([3, 5, 4])
      expect(seqs(read.changedItems(room, 3, 11, 10).texts)).toEqual([3])
      const first = read.changedItems(room, 11, 11, 2)
      expect(first.next).toBe(13)
      const rest = read.changedItems(room, 11, first.next ?? 0, 2)
      expect(seqs(rest.texts)).toEqual([4])
      expect(rest.next).toBeNull()
    })

    test('[L11] what changed before a snapshot and again after it comes as it is now', async () => {
      const { world, read, alice, bob, room, target } = await start()
      const snapshotAt = read.head(room)?.seq ?? 0
      const again = target(3)
      await world.done(alice, {
        kind: 'reaction.change',
        room,
        target: again,
        emoji: 'x',
        on: true,
      })
      const { texts, next } = read.changedItems(room, 11, 11, 10)
      const found = texts.map((text) => JSON.parse(text) as MessageItem)
      expect(found.map(({ seq }) => seq)).toEqual([5, 4, 3])
      expect(found.at(-1)).toMatchObject({ text: '@alice', changedSeq: snapshotAt + 1, by: bob })
      expect(next).toBeNull()
    })

    test('items are found by id in their room only', async () => {
      const { world, read, alice, room, target } = await start()
      const found = read.itemsById(room, [target(2), idOf(404), world.entries(room)[0]!.id])
      expect(seqs(found.texts)).toEqual([2, 1])
      expect(found.asOf).toBe(15)
      const other = await world.room('group', alice)
      expect(read.itemsById(other, [target(2)]).texts).toEqual([])
      expect(read.itemsById(room, [world.entries(room)[11]!.id]).texts).toEqual([])
    })

    test('[U1] unread counts others’ messages past the mark, without deleted ones', async () => {
      const { world, read, alice, bob, room } = await start()
      // Alice posted last: nothing is unread for her until she says so.
      expect(read.unread(room, alice, 15)).toEqual({ unread: 0, mentions: 0 })
      await world.done(alice, { kind: 'read.unmark', room, from: 1, base: 0 })
      expect(read.unread(room, alice, 15)).toEqual({ unread: 5, mentions: 1 })
      expect(read.unread(room, alice, 6)).toEqual({ unread: 2, mentions: 1 })
      // Bob's last post stands at 11.
      expect(read.ownLastPost(room, bob, 99)).toBe(11)
      expect(read.ownLastPost(room, bob, 10)).toBe(9)
      expect(read.ownLastPost(room, bob, 2)).toBe(0)
      expect(read.unread(room, bob, 15)).toEqual({ unread: 1, mentions: 1 })
      expect(read.unread(room, bob, 14)).toEqual({ unread: 0, mentions: 0 })
      await world.done(bob, { kind: 'read.unmark', room, from: 3, base: 0 })
      expect(read.unread(room, bob, 14)).toEqual({ unread: 3, mentions: 0 })
    })

    test('heads come by latest talk, and only of rooms the person is in', async () => {
      const { world, read, alice, bob, room } = await start()
      const other = await world.room('group', alice)
      await world.room('group', bob)
      expect(read.heads(alice).map((head) => head.room)).toEqual([other, room])
      await world.post(alice, room)
      expect(read.heads(alice).map((head) => head.room)).toEqual([room, other])
      expect(read.heads(alice)[0]).toMatchObject({ head: read.head(room), lastAt: world.now })
    })

    test('a room that is not reads as empty', async () => {
      const { read, alice } = await start()
      const none = roomIdOf(404)
      expect(read.room(none)).toBeNull()
      expect(read.head(none)).toBeNull()
      expect(read.isMember(none, alice)).toBe(false)
      expect(read.entryTexts(none, 0, 9)).toEqual([])
      expect(read.items(none, 9, 'back', 9)).toEqual({ from: 0, to: 0, asOf: 0, texts: [] })
      expect(read.items(none, 9, 'forward', 9)).toEqual({ from: 0, to: 0, asOf: 0, texts: [] })
      expect(read.unread(none, alice, 9)).toEqual({ unread: 0, mentions: 0 })
      expect(read.ownLastPost(none, alice, 9)).toBe(0)
      expect(read.mark(alice, none)).toEqual({ upTo: 0, unreadAt: null, version: 0 })
    })
  })
}
