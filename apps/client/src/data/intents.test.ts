import {
  roomOfCommand,
  type Command,
  type CommandId,
  type EntryId,
  type PersonId,
  type RoomId,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { createIntents } from './intents.ts'

const room = 'r1' as RoomId
const alice = 'alice' as PersonId
const bob = 'bob' as PersonId

function scene(waits = true) {
  const sent: { command: Command; after: readonly CommandId[] }[] = []
  const calls: string[] = []
  let last = 0
  const intents = createIntents({
    newId: () => `id${(last += 1)}`,
    onFault: (cause) => {
      throw cause
    },
    engine: {
      enqueue: async (commands) => {
        sent.push(...commands)
        return { stored: true }
      },
      retry: async (failed, id) => void calls.push(`retry ${failed} as ${id}`),
      discard: async (id) => {
        calls.push(`discard ${id}`)
        return waits
      },
      rewrite: async (id, text) => {
        calls.push(`rewrite ${id}: ${text}`)
        return waits
      },
    },
  })
  return { intents, sent, calls }
}

test('[M5] what is written in a room made here comes after its making', async () => {
  const { intents, sent } = scene()
  const made = intents.createRoom({ kind: 'group', title: 'Plans', people: [bob] })
  await intents.post(made, 'hello', null)
  const [creation, post] = sent
  expect(creation?.command.body).toMatchObject({ kind: 'room.create', contractTitle: null })
  expect(post?.after).toEqual([creation?.command.id])
})

test('[R3] a direct room is asked for until it is there, under the id both sides would give it', () => {
  const { intents, sent } = scene()
  const first = intents.openDirect(alice, bob, false)
  expect(intents.openDirect(bob, alice, false)).toBe(first)
  expect(sent).toHaveLength(2)
  expect(new Set(sent.map(({ command }) => roomOfCommand(command.body))).size).toBe(1)
  expect(intents.openDirect(alice, bob, true)).toBe(first)
  expect(sent).toHaveLength(2)
})

test('[K6] other words for what was refused go out anew; where there are none, nothing does', async () => {
  const { intents, calls } = scene(true)
  expect(await intents.rewriteFailed('c1' as CommandId, 'better')).toBe(true)
  expect(calls).toEqual(['rewrite c1: better', expect.stringMatching(/^retry c1 as /)])
  const withoutText = scene(false)
  expect(await withoutText.intents.rewriteFailed('c1' as CommandId, 'better')).toBe(false)
  expect(withoutText.calls).toEqual(['rewrite c1: better'])
})

test('a reply and an edit come after the message they are about', async () => {
  const { intents, sent } = scene()
  await intents.post(room, 'yes', 'm1' as EntryId)
  await intents.edit(room, 'm1' as EntryId, 'better', false)
  expect(sent.map(({ after }) => after)).toEqual([['m1'], ['m1']])
})

test('[K6] a message that has not left is changed in place, and by an edit once it may have left', async () => {
  const waiting = scene(true)
  await waiting.intents.edit(room, 'm1' as EntryId, 'better', true)
  expect(waiting.calls).toEqual(['rewrite m1: better'])
  expect(waiting.sent).toEqual([])
  const gone = scene(false)
  await gone.intents.edit(room, 'm1' as EntryId, 'better', true)
  expect(gone.sent[0]?.command.body).toMatchObject({ kind: 'message.edit', target: 'm1' })
})

test('[K6] a message that has not left is given up, and deleted once it may have left', async () => {
  const waiting = scene(true)
  await waiting.intents.withdraw(room, 'm1' as EntryId)
  expect(waiting.calls).toEqual(['discard m1'])
  expect(waiting.sent).toEqual([])
  const gone = scene(false)
  await gone.intents.withdraw(room, 'm1' as EntryId)
  expect(gone.sent[0]).toMatchObject({
    command: { body: { kind: 'message.delete', target: 'm1' } },
    after: ['m1'],
  })
})
