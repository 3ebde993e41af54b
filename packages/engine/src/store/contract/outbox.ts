import type { CommandBody } from '@parley/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EngineStore, OutboxRow, OutboxState, OutboxTx, Sync } from '../port.ts'
import { alice, bob, entryId, roomId, type Place } from './subjects.ts'

const one = roomId(1)

function row(n: number, changes: Partial<OutboxRow> = {}): OutboxRow {
  const body: CommandBody = { kind: 'message.post', room: one, text: `text ${n}`, replyTo: null }
  return {
    command: { id: entryId(n), body },
    lane: one,
    order: n,
    after: [],
    queuedAt: 1_000 + n,
    state: { kind: 'queued' },
    ...changes,
  }
}

/** What every outbox has to keep, whatever it is made of. */
export function outboxContract(name: string, make: () => Place | Promise<Place>): void {
  describe(`${name}: outbox`, () => {
    let place: Place
    let store: EngineStore
    beforeEach(async () => {
      place = await make()
      store = await place.open(alice.id)
    })
    afterEach(async () => {
      store.cache.close()
      store.outbox.close()
      await place.remove()
    })
    const tx = <T>(fn: (tx: OutboxTx) => Sync<T>) => store.outbox.tx(fn)
    const reopen = async () => {
      store.cache.close()
      store.outbox.close()
      store = await place.open(alice.id)
    }

    test('rows come back whole, by order, after opening again', async () => {
      const states: OutboxState[] = [
        { kind: 'queued' },
        { kind: 'transmitted' },
        { kind: 'acked', seq: 12 },
        { kind: 'failed', code: 'room-unknown' },
      ]
      const rows = states.map((state, index) => row(index + 1, { state }))
      const create: CommandBody = {
        kind: 'room.create',
        room: one,
        roomKind: 'group',
        title: 'Füße 👣',
        topic: '',
        contractTitle: null,
        people: [bob.id],
      }
      rows.push(
        row(5, { command: { id: entryId(5), body: create }, after: [entryId(1), entryId(2)] }),
        row(6, {
          lane: 'personal',
          command: { id: entryId(6), body: { kind: 'read.mark', room: one, upTo: 4, base: 1 } },
        }),
      )
      tx((outbox) => rows.toReversed().forEach((each) => outbox.put(each)))
      expect(tx((outbox) => outbox.rows())).toEqual(rows)
      await reopen()
      expect(tx((outbox) => outbox.rows())).toEqual(rows)
      expect(tx((outbox) => outbox.row(entryId(5)))).toEqual(rows[4])
      expect(tx((outbox) => outbox.row(entryId(77)))).toBeNull()
    })

    test('the same id is replaced, and a dropped row is gone', () => {
      tx((outbox) => {
        outbox.put(row(1))
        outbox.put(row(2))
        outbox.put(row(1, { state: { kind: 'transmitted' } }))
        outbox.drop(entryId(2))
        outbox.drop(entryId(3))
      })
      expect(tx((outbox) => outbox.rows())).toEqual([row(1, { state: { kind: 'transmitted' } })])
    })

    test('[K5] an order is never given twice, not even after its row is gone', async () => {
      expect(tx((outbox) => outbox.nextOrder())).toBe(1)
      tx((outbox) => outbox.put(row(1, { order: 4 })))
      expect(tx((outbox) => outbox.nextOrder())).toBe(5)
      tx((outbox) => outbox.drop(entryId(1)))
      expect(tx((outbox) => [outbox.nextOrder(), outbox.nextOrder()])).toEqual([5, 5])
      await reopen()
      expect(tx((outbox) => outbox.nextOrder())).toBe(5)
    })

    test('a transaction that throws changes nothing', async () => {
      tx((outbox) => {
        outbox.put(row(1))
        outbox.putDraft({ room: one, text: 'half a', replyTo: null, updatedAt: 5 })
        outbox.putDevice('device')
      })
      const everything = () =>
        tx((outbox) => [outbox.rows(), outbox.nextOrder(), outbox.drafts(), outbox.device()])
      const before = everything()
      const failing = () =>
        tx((outbox) => {
          outbox.put(row(2))
          outbox.put(row(1, { state: { kind: 'transmitted' } }))
          outbox.drop(entryId(1))
          outbox.dropDraft(one)
          outbox.putDraft({ room: roomId(2), text: 'b', replyTo: null, updatedAt: 6 })
          outbox.putDevice('other')
          throw new Error('no')
        })
      expect(failing).toThrow('no')
      expect(everything()).toEqual(before)
      await reopen()
      expect(everything()).toEqual(before)
    })

    test('a draft is one a room, until it is dropped', async () => {
      const draft = { room: one, text: 'half a sentence 🫧\n', replyTo: entryId(4), updatedAt: 5 }
      const other = { room: roomId(2), text: 'b', replyTo: null, updatedAt: 6 }
      tx((outbox) => {
        outbox.putDraft({ ...draft, text: 'half' })
        outbox.putDraft(draft)
        outbox.putDraft(other)
      })
      await reopen()
      expect(tx((outbox) => outbox.draft(one))).toEqual(draft)
      expect(tx((outbox) => outbox.drafts()).length).toBe(2)
      tx((outbox) => outbox.dropDraft(one))
      expect(tx((outbox) => outbox.draft(one))).toBeNull()
      expect(tx((outbox) => outbox.drafts())).toEqual([other])
    })

    test('[L7] a message set aside is one an id, until it is dropped', async () => {
      const message = { id: entryId(4), room: one, text: 'mine 🫧\n', replyTo: null, at: 5, seq: 9 }
      const other = { ...message, id: entryId(5), replyTo: entryId(4), seq: 3 }
      tx((outbox) => {
        outbox.keep({ ...message, text: 'before' })
        outbox.keep(message)
        outbox.keep(other)
      })
      const throwing = () =>
        tx((outbox) => {
          outbox.dropKept(message.id)
          throw new Error('no')
        })
      expect(throwing).toThrow('no')
      await reopen()
      expect(tx((outbox) => outbox.kept()).toSorted((a, b) => a.seq - b.seq)).toEqual([
        other,
        message,
      ])
      tx((outbox) => outbox.dropKept(message.id))
      await reopen()
      expect(tx((outbox) => outbox.kept())).toEqual([other])
    })

    test('the device is null until it is put', async () => {
      expect(tx((outbox) => outbox.device())).toBeNull()
      tx((outbox) => outbox.putDevice('device'))
      await reopen()
      expect(tx((outbox) => outbox.device())).toBe('device')
    })
  })
}
