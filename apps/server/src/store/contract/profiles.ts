import type { FileId, PersonId } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import type { FileHash, StoredFile } from '../../files/file.ts'
import { personIdOf } from './bodies.ts'
import { World, type OpenStore } from './world.ts'

const hashOf = (n: number) => String(n).padStart(64, '0') as FileHash
const unknown = '00000000-0000-7000-8000-00000000f11e' as FileId

/** Own profiles (SPEC P) and the files they refer to (F), the same in every store. */
export function profilesContract(open: OpenStore): void {
  const start = async () => {
    const world = new World((await open()).store)
    const alice = await world.person('alice', 'alice@example.org')
    return { world, read: world.store.read, alice, bob: await world.person('bob') }
  }
  const picture = (
    world: World,
    owner: PersonId,
    change: Partial<StoredFile> = {},
  ): StoredFile => ({
    id: world.id() as string as FileId,
    hash: hashOf(1),
    small: hashOf(2),
    owner,
    room: null,
    name: 'me.webp',
    type: 'image/webp',
    bytes: 10,
    createdAt: 5,
    ...change,
  })
  const put = async (world: World, file: StoredFile) => {
    await world.done(file.owner, { kind: 'file.put', file })
    return file.id
  }

  describe('own profiles', () => {
    test('[P1] what a change leaves out stays, and every room hears of it', async () => {
      const { world, read, alice, bob } = await start()
      await world.room('group', alice)
      const second = await world.room('group', bob, [alice])
      const status = { text: 'On holiday', emoji: '🏖️', until: 99 }
      const change = world.submission(alice, { kind: 'profile.change', status })
      const { settled, appended, personal } = await world.store.commit([change])
      expect(settled).toEqual([{ kind: 'done', seq: read.personalHead(alice) }])
      expect(personal).toMatchObject([{ person: alice, item: { kind: 'me', value: { status } } }])
      expect(appended.map(({ entry }) => entry.body)).toMatchObject([
        { kind: 'person.changed', formerly: null },
        { kind: 'person.changed', formerly: null },
      ])
      await world.done(alice, { kind: 'profile.change', name: 'Alice B', timeZone: 'Asia/Tokyo' })
      expect(read.person(alice)).toMatchObject({ name: 'Alice B', handle: 'alice', status })
      expect(read.room(second)?.members[1]?.person).toEqual(read.person(alice))
      expect(read.findPerson('alice@example.org')?.id).toBe(alice)
      await world.done(alice, { kind: 'profile.change', status: null })
      expect(read.person(alice)?.status).toBeNull()
      const head = read.personalHead(alice)
      await world.done(alice, { kind: 'profile.change', status: null, name: 'Alice B' })
      expect(read.personalHead(alice)).toBe(head)
    })

    test('[P2] only another name stands in the timeline', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('group', bob, [alice])
      const shown = () => read.items(room, 99, 'back', 50).texts.map((text) => JSON.parse(text).seq)
      const before = shown()
      await world.done(alice, { kind: 'profile.change', timeZone: 'Asia/Tokyo' })
      expect(shown()).toEqual(before)
      await world.done(alice, { kind: 'profile.change', name: 'Alice B' })
      const seq = read.head(room)?.seq
      expect(shown()).toEqual([...before, seq])
      expect(read.items(room, 99, 'back', 1).texts[0]).toContain('"formerly":"Alice"')
    })

    test('[P1] a handle is one person’s, and nobody’s when it calls everyone', async () => {
      const { world, read, alice } = await start()
      await world.refused(alice, { kind: 'profile.change', handle: 'bob' }, 'handle-taken')
      await world.refused(alice, { kind: 'profile.change', handle: 'here' }, 'handle-reserved')
      await world.done(alice, { kind: 'profile.change', handle: 'alicia' })
      expect(read.findPerson('alicia')?.id).toBe(alice)
      expect(read.findPerson('alice')).toBeNull()
      const stranger = personIdOf(77)
      await world.refused(stranger, { kind: 'profile.change', name: 'X' }, 'person-unknown')
    })

    test('[P1] a photo is a picture of their own', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('group', alice, [bob])
      const refused = [
        unknown,
        await put(world, picture(world, bob)),
        await put(world, picture(world, alice, { room })),
        await put(world, picture(world, alice, { small: null })),
      ]
      for (const photo of refused)
        await world.refused(alice, { kind: 'profile.change', photo }, 'file-unknown')
      const photo = await put(world, picture(world, alice))
      await world.done(alice, { kind: 'profile.change', photo })
      expect(read.person(alice)?.photo).toBe(photo)
      expect(read.file(photo)).toMatchObject({ owner: alice, hash: hashOf(1), small: hashOf(2) })
    })

    test('[P3] another photo, or none, drops the one before', async () => {
      const { world, read, alice } = await start()
      const [first, second] = [
        await put(world, picture(world, alice)),
        await put(world, picture(world, alice, { hash: hashOf(3), small: hashOf(4) })),
      ]
      await world.done(alice, { kind: 'profile.change', photo: first })
      await world.done(alice, { kind: 'profile.change', photo: second })
      expect([read.file(first), read.file(second)?.id]).toEqual([null, second])
      expect(read.usedHashes([1, 2, 3, 4, 5].map(hashOf))).toEqual([hashOf(3), hashOf(4)])
      await world.done(alice, { kind: 'profile.change', photo: null })
      expect(read.file(second)).toBeNull()
      expect(read.usedHashes([hashOf(3)])).toEqual([])
    })

    test('[F3] what nothing refers to is found by its age, and dropped only then', async () => {
      const { world, read, alice, bob } = await start()
      const room = await world.room('group', alice, [bob])
      const photo = await put(world, picture(world, alice))
      await world.done(alice, { kind: 'profile.change', photo })
      const shared = await put(world, picture(world, alice, { room }))
      const idle = await put(world, picture(world, alice))
      await put(world, picture(world, alice, { createdAt: 50 }))
      expect(read.unusedFiles(50, 9).map(({ id }) => id)).toEqual([idle])
      for (const file of [photo, shared, idle, unknown])
        await world.done(alice, { kind: 'file.drop', file })
      await world.done(bob, { kind: 'file.drop', file: shared })
      expect([read.file(photo)?.id, read.file(shared)?.id, read.file(idle)]).toEqual([
        photo,
        shared,
        null,
      ])
    })
  })
}
