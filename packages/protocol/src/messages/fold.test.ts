import { describe, expect, test } from 'vitest'
import type { Entry, EntryBody } from '../entries.ts'
import type { MessageId, PersonId, RoomId } from '../ids.ts'
import { foldMessage, itemOf, react, targetOf } from './fold.ts'
import type { MessageItem } from './item.ts'

const alice = 'alice' as PersonId
const bob = 'bob' as PersonId
const target = 'message' as MessageId
const nobody = { people: [], everyone: false }

const entry = (seq: number, body: EntryBody, by = alice): Entry => ({
  seq,
  id: `entry ${seq}` as MessageId,
  at: seq * 10,
  by,
  body,
})
const posted = entry(2, {
  kind: 'message.posted',
  text: 'one',
  replyTo: null,
  mentions: nobody,
  editedAt: null,
})
const message = itemOf(posted) as MessageItem
const edited = (seq: number, text: string) =>
  entry(seq, { kind: 'message.edited', target, text, mentions: { people: [bob], everyone: true } })
const reacted = (seq: number, on: boolean, by = alice) =>
  entry(seq, { kind: 'reaction.changed', target, emoji: 'x', on }, by)
const deleted = (seq: number) => entry(seq, { kind: 'message.deleted', target })

describe('messages', () => {
  test('a post is a message, what happens in a room a notice, what changes a message neither', () => {
    expect(message).toMatchObject({ kind: 'message', seq: 2, changedSeq: 2, at: 20, text: 'one' })
    expect(itemOf(entry(3, { kind: 'contract.ended' }))).toMatchObject({ kind: 'notice', seq: 3 })
    for (const change of [edited(3, 'two'), reacted(3, true), deleted(3)]) {
      expect(itemOf(change)).toBeNull()
      expect(targetOf(change)).toBe(target)
    }
    expect(targetOf(posted)).toBeNull()
  })

  test('[L4] an entry applies only when it is newer', () => {
    const newer = foldMessage(message, edited(5, 'two'))
    expect(newer).toMatchObject({ text: 'two', editedAt: 50, changedSeq: 5, seq: 2, at: 20 })
    expect(newer.mentions).toEqual({ people: [bob], everyone: true })
    for (const old of [edited(5, 'again'), edited(4, 'late'), deleted(3)])
      expect(foldMessage(newer, old)).toBe(newer)
  })

  test('a deleted message has no words and stays deleted', () => {
    const gone = [edited(3, 'two'), reacted(4, true), deleted(5)].reduce(foldMessage, message)
    expect(gone).toMatchObject({ text: '', mentions: nobody, reactions: [], deletedAt: 50 })
    const later = foldMessage(gone, edited(6, 'back'))
    expect(later).toEqual({ ...gone, changedSeq: 6 })
  })

  test('[T3] what was forwarded is part of the message, and goes with its words', () => {
    const room = 'room' as RoomId
    const forwarded = { by: bob, name: 'Bob', at: 5, room, message: target, text: 'said before' }
    const passed = entry(2, { ...posted.body, forwarded } as EntryBody)
    const item = itemOf(passed) as MessageItem
    expect(item.forwarded).toEqual(forwarded)
    expect(foldMessage(item, edited(3, 'my words')).forwarded).toEqual(forwarded)
    expect(foldMessage(item, deleted(3))).not.toHaveProperty('forwarded')
    expect(message).not.toHaveProperty('forwarded')
  })

  test('reactions keep the order in which people chose, once each', () => {
    const both = [reacted(3, true, bob), reacted(4, true), reacted(5, true, bob)]
    const chosen = both.reduce(foldMessage, message)
    expect(chosen.reactions).toEqual([{ emoji: 'x', people: [bob, alice] }])
    expect(foldMessage(chosen, reacted(6, false, bob)).reactions).toEqual([
      { emoji: 'x', people: [alice] },
    ])
    expect(react([{ emoji: 'x', people: [bob] }], 'x', bob, false)).toEqual([])
    expect(react([], 'x', bob, false)).toEqual([])
  })
})
