import { limits } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { idOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

export function messagesContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice')
    const bob = await world.person('bob')
    const room = await world.room('group', alice, [bob])
    return { world, read: world.store.read, alice, bob, room }
  }

  describe('messages', () => {
    test('a post is one entry under the command id, and an item', async () => {
      const { world, read, bob, room } = await start()
      const { id, seq } = await world.post(bob, room, 'über "quoted" \\ \n line')
      expect(seq).toBe(2)
      expect(read.entryIdAt(room, 2)).toBe(id)
      expect(read.head(room)).toEqual({ seq: 2, id })
      expect(world.items(room)[1]).toEqual({
        kind: 'message',
        seq: 2,
        id,
        at: world.now,
        by: bob,
        text: 'über "quoted" \\ \n line',
        replyTo: null,
        mentions: { people: [], everyone: false },
        editedAt: null,
        deletedAt: null,
        reactions: [],
        changedSeq: 2,
      })
    })

    test('[L2] what a commit tells is what is read afterwards, text for text', async () => {
      const { world, read, alice, room } = await start()
      const post = world.submission(alice, { kind: 'message.post', room, text: 'a', replyTo: null })
      const { appended } = await world.store.commit([post])
      expect(appended.map(({ text }) => text)).toEqual(read.entryTexts(room, 1, 10))
      expect(JSON.parse(appended[0]?.text ?? '')).toEqual(appended[0]?.entry)
    })

    test('[L3] time never runs backwards in a room', async () => {
      const { world, alice, room } = await start()
      const { at } = world.entries(room)[0]!
      await world.done(alice, { kind: 'message.post', room, text: 'a', replyTo: null }, { at: 5 })
      expect(world.entries(room)[1]?.at).toBe(at)
    })

    test('empty and too long texts have their codes', async () => {
      const { world, alice, room } = await start()
      const { id: target } = await world.post(alice, room)
      const long = 'x'.repeat(limits.messageChars + 1)
      for (const [text, code] of [
        [' \n', 'text-empty'],
        [long, 'text-too-long'],
      ] as const) {
        await world.refused(alice, { kind: 'message.post', room, text, replyTo: null }, code)
        await world.refused(alice, { kind: 'message.edit', room, target, text }, code)
      }
      await world.done(alice, { kind: 'message.post', room, text: long.slice(1), replyTo: null })
    })

    test('a reply quotes a message of the same room', async () => {
      const { world, alice, bob, room } = await start()
      const { id } = await world.post(alice, room)
      const other = await world.room('group', alice)
      const elsewhere = await world.post(alice, other)
      const reply = (replyTo: typeof id) =>
        ({ kind: 'message.post', room, text: 'yes', replyTo }) as const
      await world.refused(bob, reply(elsewhere.id), 'message-unknown')
      await world.refused(bob, reply(idOf(4040)), 'message-unknown')
      await world.done(bob, reply(id))
      expect(world.items(room).at(-1)).toMatchObject({ replyTo: id })
    })

    test('[K9] members are called by their handle outside code, everyone by who may', async () => {
      const { world, alice, bob, room } = await start()
      await world.person('stranger')
      await world.post(alice, room, 'hi @Bob and @stranger, `@alice`: @here')
      await world.post(bob, room, '@all @alice')
      const mentions = world.items(room).map((item) => item.kind === 'message' && item.mentions)
      expect(mentions.slice(1)).toEqual([
        { people: [bob], everyone: true },
        { people: [alice], everyone: false },
      ])
    })

    test('only the author edits; the same text again is no entry', async () => {
      const { world, read, alice, bob, room } = await start()
      const { id: target } = await world.post(bob, room, 'one')
      const edit = (text: string) => ({ kind: 'message.edit', room, target, text }) as const
      await world.refused(alice, edit('two'), 'forbidden')
      expect(await world.done(bob, edit('@alice'))).toBe(3)
      expect(await world.done(bob, edit('@alice'))).toBe(0)
      expect(world.items(room)[1]).toMatchObject({
        text: '@alice',
        mentions: { people: [alice], everyone: false },
        changedSeq: 3,
        seq: 2,
        editedAt: world.entries(room)[2]?.at,
      })
      expect(read.unread(room, alice, 3)).toEqual({ unread: 1, mentions: 1 })
      const unknown = { ...edit('x'), target: idOf(4040) }
      await world.refused(bob, unknown, 'message-unknown')
      const notice = world.entries(room)[0]!.id
      await world.refused(bob, { ...edit('x'), target: notice }, 'message-unknown')
    })

    test('a deleted message leaves its words nowhere', async () => {
      const { world, read, alice, bob, room } = await start()
      const { id: target } = await world.post(bob, room, 'secret one @alice')
      await world.done(bob, { kind: 'message.edit', room, target, text: 'secret two' })
      await world.done(alice, { kind: 'reaction.change', room, target, emoji: '👍', on: true })
      const { id: kept } = await world.post(bob, room, 'kept')
      await world.done(alice, { kind: 'message.delete', room, target })
      const everything = [
        ...read.entryTexts(room, 0, 100),
        ...read.items(room, 99, 'back', 100).texts,
        ...read.changedItems(room, 99, 0, 100).texts,
        ...read.itemsById(room, [target]).texts,
      ].join()
      expect(everything).not.toContain('secret')
      expect(everything).toContain('kept')
      expect(JSON.parse(read.itemsById(room, [target]).texts[0] ?? '')).toMatchObject({
        text: '',
        reactions: [],
        mentions: { people: [], everyone: false },
        deletedAt: world.entries(room).at(-1)?.at,
        changedSeq: 6,
      })
      for (const body of [
        { kind: 'message.edit', room, target, text: 'x' },
        { kind: 'message.delete', room, target },
        { kind: 'reaction.change', room, target, emoji: '👍', on: true },
      ] as const)
        await world.refused(bob, body, 'message-deleted')
      await world.refused(
        bob,
        { kind: 'message.edit', room, target: idOf(1), text: 'x' },
        'message-unknown',
      )
      expect(read.itemsById(room, [kept]).texts).toHaveLength(1)
    })

    test('members delete their own, leaders any', async () => {
      const { world, alice, bob, room } = await start()
      const own = await world.post(bob, room)
      const others = await world.post(alice, room)
      await world.refused(bob, { kind: 'message.delete', room, target: others.id }, 'forbidden')
      await world.done(bob, { kind: 'message.delete', room, target: own.id })
      await world.done(alice, { kind: 'message.delete', room, target: others.id })
    })

    test('a reaction chosen twice is one, dropped twice is none', async () => {
      const { world, alice, bob, room } = await start()
      const { id: target } = await world.post(alice, room)
      const react = (on: boolean, emoji = '👍') =>
        ({ kind: 'reaction.change', room, target, emoji, on }) as const
      expect(await world.done(bob, react(true))).toBe(3)
      expect(await world.done(bob, react(true))).toBe(0)
      expect(await world.done(alice, react(true))).toBe(4)
      expect(world.items(room)[1]).toMatchObject({
        reactions: [{ emoji: '👍', people: [bob, alice] }],
      })
      await world.done(bob, react(false))
      expect(await world.done(bob, react(false))).toBe(0)
      for (let index = 1; index < limits.reactionsPerMessage; index += 1)
        await world.done(bob, react(true, `e${index}`))
      await world.refused(bob, react(true, 'one more'), 'too-many-reactions')
      await world.done(bob, react(true))
    })

    test('a message posted, edited and deleted in one batch is folded in order', async () => {
      const { world, alice, room } = await start()
      const post = world.submission(alice, {
        kind: 'message.post',
        room,
        text: 'secret',
        replyTo: null,
      })
      const target = post.command.id
      const { settled } = await world.store.commit([
        post,
        world.submission(alice, { kind: 'message.edit', room, target, text: 'secret too' }),
        world.submission(alice, { kind: 'message.delete', room, target }),
        world.submission(alice, { kind: 'message.edit', room, target, text: 'late' }),
      ])
      expect(settled).toEqual([
        { kind: 'done', seq: 2 },
        { kind: 'done', seq: 3 },
        { kind: 'done', seq: 4 },
        { kind: 'refused', code: 'message-deleted' },
      ])
      expect(world.store.read.entryTexts(room, 0, 10).join()).not.toContain('secret')
    })
  })
}
