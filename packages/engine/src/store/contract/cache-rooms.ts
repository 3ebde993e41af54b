import { describe, expect, test } from 'vitest'
import { openedCache } from './opened-cache.ts'
import { alice, bob, entryId, message, person, room, roomId, type Place } from './subjects.ts'

const one = roomId(1)
const two = roomId(2)

/** What a cache keeps of rooms and the people in them. */
export function cacheRoomsContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: cache, rooms`, () => {
    const { tx } = openedCache(make)

    test('a room comes back as it was put, also before its first snapshot', () => {
      const learnt = room(2, { state: null, cursor: null, preview: null, ownLastPost: 3 })
      const marked = room(1, { mark: { upTo: 3, unreadAt: 8, version: 4 } })
      tx((cache) => {
        cache.putRoom(marked)
        cache.putRoom(learnt)
      })
      expect(tx((cache) => cache.room(one))).toEqual(marked)
      expect(tx((cache) => cache.room(two))).toEqual(learnt)
      const contract = {
        ...room(1).state!,
        kind: 'contract' as const,
        contract: { title: 'Zusage ✍️', status: 'ended' as const },
      }
      const changed = room(1, {
        state: contract,
        preview: null,
        cursor: { seq: 10, id: entryId(10) },
      })
      tx((cache) => cache.putRoom(changed))
      expect(tx((cache) => cache.room(one))).toEqual(changed)
    })

    test('rooms come latest talk first, without their members', () => {
      tx((cache) => {
        cache.putRoom(room(1, { lastAt: 5 }))
        cache.putRoom(room(2, { lastAt: 9 }))
        cache.putRoom(room(3, { lastAt: 7, state: null, cursor: null }))
      })
      const bare = (n: number, lastAt: number) => {
        const full = room(n, { lastAt })
        return { ...full, state: { ...full.state!, members: [] } }
      }
      expect(tx((cache) => cache.rooms())).toEqual([
        bare(2, 9),
        room(3, { lastAt: 7, state: null, cursor: null }),
        bare(1, 5),
      ])
    })

    test('people are everyone who is or was in a cached room, once each', () => {
      const carol = person(3, 'carol')
      const dan = person(4, 'dan')
      const state = room(2).state!
      tx((cache) => {
        cache.putRoom(room(1))
        cache.putRoom(
          room(2, {
            state: {
              ...state,
              members: [
                ...state.members,
                { person: carol, role: 'member', epoch: 3, left: 5 },
                { person: dan, role: 'admin', epoch: 4, left: null },
              ],
            },
          }),
        )
      })
      const ids = () =>
        tx((cache) =>
          cache
            .people()
            .map(({ id }) => id)
            .toSorted(),
        )
      expect(ids()).toEqual([alice.id, bob.id, carol.id, dan.id])
      expect(tx((cache) => cache.person(carol.id))).toEqual(carol)
      expect(tx((cache) => cache.room(two)?.state?.members.map(({ left }) => left))).toEqual([
        null,
        null,
        5,
        null,
      ])
      tx((cache) => cache.dropRoom(two))
      expect(ids()).toEqual([alice.id, bob.id])
      expect(tx((cache) => cache.person(dan.id))).toBeNull()
    })

    test('a changed profile and a changed order of members are kept', () => {
      const state = room(1).state!
      tx((cache) => cache.putRoom(room(1)))
      const renamed = { ...bob, name: 'Bob the Second', timeZone: 'Europe/Berlin' }
      const changed = room(1, {
        state: {
          ...state,
          members: [
            { person: renamed, role: 'owner', epoch: 2, left: null },
            { person: alice, role: 'admin', epoch: 1, left: null },
          ],
        },
      })
      tx((cache) => cache.putRoom(changed))
      expect(tx((cache) => cache.room(one))).toEqual(changed)
      expect(tx((cache) => cache.person(bob.id))).toEqual(renamed)
    })

    test('who is in a room now is known by that room’s profile, in whatever order the rooms came', () => {
      const renamed = { ...bob, name: 'Bob the Second' }
      const known = (n: number, person: typeof bob, left: number | null) => ({
        ...room(n),
        state: {
          ...room(n).state!,
          members: [{ person, role: 'member' as const, epoch: 1, left }],
        },
      })
      const inOrder = (...rooms: ReturnType<typeof known>[]) => {
        tx((cache) => {
          cache.dropRoom(one)
          cache.dropRoom(two)
          for (const each of rooms) cache.putRoom(each)
        })
        return tx((cache) => [
          cache.person(bob.id)?.name,
          ...cache.people().map(({ name }) => name),
        ])
      }
      const [left, stayed] = [known(1, bob, 5), known(2, renamed, null)]
      expect(inOrder(left, stayed)).toEqual([renamed.name, renamed.name])
      expect(inOrder(stayed, left)).toEqual([renamed.name, renamed.name])
      const bothLeft = [left, known(2, renamed, 7)] as const
      expect(inOrder(...bothLeft)).toEqual(inOrder(bothLeft[1], bothLeft[0]))
    })

    test('dropping a room forgets all of it and nothing else', () => {
      tx((cache) => {
        for (const [id, n] of [
          [one, 1],
          [two, 2],
        ] as const) {
          cache.putRoom(room(n))
          cache.putItems(id, [message(1), message(2)])
          cache.putRanges(id, [{ from: 0, to: 2 }])
          cache.putHoles(id, [{ from: 2, to: 5, count: { unread: 1, mentions: 0 } }])
          cache.putStub(id, entryId(4), 9)
        }
        cache.dropRoom(one)
      })
      const content = (id: typeof one) =>
        tx((cache) => [
          cache.room(id)?.id ?? null,
          cache.itemsBack(id, 99, 99).length,
          cache.item(id, entryId(1))?.seq ?? null,
          cache.ranges(id).length,
          cache.holes(id).length,
          cache.stub(id, entryId(4)),
        ])
      expect(content(one)).toEqual([null, 0, null, 0, 0, null])
      expect(content(two)).toEqual([two, 2, 1, 1, 1, 9])
    })
  })
}
