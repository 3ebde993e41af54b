import { describe, expect, test } from 'vitest'
import type { CommandKind } from '../commands.ts'
import { limits } from '../limits.ts'
import type { ClientFrame } from './frames.ts'
import { parseClientFrame, parseServerFrame } from './parse.ts'

const id = '01900000-0000-7000-8000-000000000001'
const other = '01900000-0000-7000-8000-000000000002'
const pair = `${id}~${other}`
const long = (length: number) => 'x'.repeat(length)
const command = (body: object) => ({ t: 'command', command: { id, body } })

/** A frame that fits, and changes to it that do not: each a field set to what it must not be, or one too many. */
type Family = { good: object; bad: Record<string, object> }

const frames: Record<ClientFrame['t'], Family> = {
  hello: {
    good: { t: 'hello', version: 1, device: id, token: null, person: null },
    bad: {
      'no version': { version: undefined },
      'a broken version': { version: 1.5 },
      'no device': { device: '' },
      'an upper-case id': { device: id.toUpperCase().replaceAll('0', 'A') },
      'a person that is none': { person: 'alice' },
      'a token too long': { token: long(4097) },
      'one field more': { admin: true },
    },
  },
  'session.refresh': {
    good: { t: 'session.refresh', rid: 1, token: 'abc' },
    bad: { 'no token': { token: null }, 'a negative rid': { rid: -1 }, 'one field more': { x: 1 } },
  },
  command: {
    good: command({ kind: 'member.leave', room: id }),
    bad: {
      'no command': { command: null },
      'no id': { command: { body: { kind: 'member.leave', room: id } } },
      'one field more': { command: { id, body: { kind: 'member.leave', room: id }, by: other } },
    },
  },
  'catch-up': {
    good: { t: 'catch-up', rid: 1, personal: 0, rooms: [[id, 3, other]] },
    bad: {
      'no rooms': { rooms: undefined },
      'a room without its entry': { rooms: [[id, 3]] },
      'a cursor below nothing': { personal: -1 },
      'a cursor past all numbers': { personal: 2 ** 60 },
      'too many rooms': { rooms: Array.from({ length: 5_001 }, () => [id, 3, other]) },
    },
  },
  'personal.pull': {
    good: { t: 'personal.pull', rid: 1, after: 0 },
    bad: { 'no place': { after: null }, 'a text as a place': { after: '0' } },
  },
  'room.pull': {
    good: { t: 'room.pull', rid: 1, rooms: [{ room: id, after: { seq: 1, id } }] },
    bad: {
      'no rooms': { rooms: [] },
      'too many rooms': {
        rooms: Array.from({ length: limits.roomsPerPull + 1 }, () => ({ room: id, after: null })),
      },
      'a cursor without its entry': { rooms: [{ room: id, after: { seq: 1 } }] },
      'a room without a place': { rooms: [{ room: id }] },
    },
  },
  'history.pull': {
    good: { t: 'history.pull', rid: 1, room: pair, edge: 9, direction: 'back', limit: 50 },
    bad: {
      'a direction that is none': { direction: 'up' },
      'no items': { limit: 0 },
      'too many items': { limit: limits.itemsPerPage + 1 },
      'a pair in the wrong order': { room: `${other}~${id}` },
      'a pair of one': { room: `${id}~${id}` },
    },
  },
  'changes.pull': {
    good: { t: 'changes.pull', rid: 1, room: id, after: 1, from: 1 },
    bad: { 'no start': { from: undefined }, 'a start below nothing': { from: -1 } },
  },
  'items.pull': {
    good: { t: 'items.pull', rid: 1, room: id, ids: [id] },
    bad: {
      'no ids': { ids: [] },
      'too many ids': { ids: Array.from({ length: limits.itemsPerLookUp + 1 }, () => id) },
      'an id that is none': { ids: ['1'] },
    },
  },
  'edits.pull': {
    good: { t: 'edits.pull', rid: 1, room: id, message: other, before: null, limit: 50 },
    bad: {
      'no message': { message: null },
      'no word on where': { before: undefined },
      'nothing at all': { limit: 0 },
      'too many versions': { limit: limits.versionsPerPage + 1 },
      'someone else to read for': { person: other },
    },
  },
  'heads.check': {
    good: { t: 'heads.check', rid: 1, sum: 12 },
    bad: { 'no sum': { sum: undefined }, 'half a sum': { sum: 0.5 } },
  },
  'person.find': {
    good: { t: 'person.find', rid: 1, query: 'alice' },
    bad: { 'an empty query': { query: '' }, 'a long query': { query: long(255) } },
  },
  look: {
    good: { t: 'look', rooms: [id], people: [other] },
    bad: {
      'too many rooms': { rooms: Array.from({ length: limits.lookRooms + 1 }, () => id) },
      'too many people': { people: Array.from({ length: limits.lookPeople + 1 }, () => id) },
      'no people': { people: undefined },
    },
  },
  'typing.set': {
    good: { t: 'typing.set', room: id, on: true },
    bad: { 'no room': { room: 'kitchen' }, 'neither on nor off': { on: 1 } },
  },
  'activity.set': {
    good: { t: 'activity.set', active: false },
    bad: { 'neither active nor not': { active: 'no' } },
  },
}

const room = { room: id }
const target = { ...room, target: other }
const bodies: Record<CommandKind, Family> = {
  'room.create': {
    good: { ...room, roomKind: 'group', title: 'T', topic: '', contractTitle: null, people: [id] },
    bad: {
      'a kind that is none': { roomKind: 'public' },
      'a title too long': { title: long(limits.titleChars + 1) },
      'a topic too long': { topic: long(limits.topicChars + 1) },
      'an empty contract title': { contractTitle: ' ' },
      'too many people': { people: Array.from({ length: limits.peoplePerCommand + 1 }, () => id) },
      'a creator of their choice': { by: other },
    },
  },
  'room.change': {
    good: { ...room, title: 'T', topic: null },
    bad: { 'an empty title': { title: ' ' }, 'no topic': { topic: undefined } },
  },
  'contract.start': { good: { ...room, title: 'T' }, bad: { 'no title': { title: null } } },
  'contract.end': { good: room, bad: { 'no room': { room: null } } },
  'member.invite': { good: { ...room, people: [id] }, bad: { nobody: { people: [] } } },
  'member.leave': { good: room, bad: { 'someone else': { person: other } } },
  'member.remove': { good: { ...room, person: id }, bad: { nobody: { person: undefined } } },
  'member.role': {
    good: { ...room, person: id, role: 'admin' },
    bad: { 'a role that is none': { role: 'root' } },
  },
  'message.post': {
    good: { ...room, text: '', replyTo: null },
    bad: {
      'no text': { text: null },
      'a text past all bounds': { text: long(limits.messageChars * 2 + 1) },
      'mentions of their choice': { mentions: { people: [other], everyone: true } },
      'no word on replying': { replyTo: undefined },
    },
  },
  'message.forward': {
    good: { ...room, text: '', source: { room: pair, message: other } },
    bad: {
      'no source': { source: undefined },
      'a source without its room': { source: { message: other } },
      'words of their choice': { source: { room: pair, message: other, text: 'said so' } },
      'an author of their choice': { forwarded: { by: other, name: 'Bob', at: 1, text: 'x' } },
      'a text past all bounds': { text: long(limits.messageChars * 2 + 1) },
    },
  },
  'message.edit': { good: { ...target, text: 'a' }, bad: { 'no target': { target: undefined } } },
  'message.delete': { good: target, bad: { 'a target that is none': { target: 'x' } } },
  'reaction.change': {
    good: { ...target, emoji: '👍', on: true },
    bad: { 'no emoji': { emoji: '' }, 'a long emoji': { emoji: long(limits.emojiChars + 1) } },
  },
  'pin.change': {
    good: { ...target, on: true },
    bad: { 'no target': { target: undefined }, 'neither on nor off': { on: 1 } },
  },
  'read.mark': {
    good: { ...room, upTo: 0, base: 0 },
    bad: { 'a place below nothing': { upTo: -1 }, 'no base': { base: undefined } },
  },
  'read.unmark': { good: { ...room, from: 1, base: 0 }, bad: { 'from nothing': { from: 0 } } },
  'favourite.change': { good: { ...room, on: true }, bad: { 'no word': { on: null } } },
  'archived.change': { good: { ...room, on: false }, bad: { 'no room': { room: undefined } } },
  'hidden.change': {
    good: { ...room, upTo: 4 },
    bad: { 'a place below nothing': { upTo: -1 }, 'no place': { upTo: undefined } },
  },
  'saved.change': {
    good: { ...room, message: other, on: true, remindAt: 5 },
    bad: {
      'no message': { message: null },
      'neither kept nor not': { on: undefined },
      'a time past all calendars': { remindAt: 1e17 },
      'no word on reminding': { remindAt: undefined },
      'due by their own word': { due: true },
    },
  },
  'schedule.change': {
    good: { ...room, schedule: other, text: 'a', replyTo: null, at: 5 },
    bad: {
      'no id': { schedule: undefined },
      'no time': { at: null },
      'a time before all': { at: -1 },
      'a text past all bounds': { text: long(limits.messageChars * 2 + 1) },
      'no word on replying': { replyTo: undefined },
      'failed by their own word': { failed: null },
    },
  },
  'schedule.cancel': {
    good: { schedule: other },
    bad: { 'no id': { schedule: null }, 'one field more': { room: id } },
  },
  'block.change': {
    good: { person: other, name: 'Bob' },
    bad: {
      nobody: { person: undefined },
      'no name': { name: '' },
      'a long name': { name: long(81) },
      'neither on nor off': { name: undefined },
    },
  },
  'setting.change': {
    good: { name: 'collapsedGroups', value: ['people'] },
    bad: {
      'a name that is none': { name: 'colour' },
      'a name of every object': { name: 'constructor' },
      'a value of another setting': { value: 'recent' },
      'no value': { value: undefined },
      'too much': { value: Array.from({ length: 51 }, () => 'a') },
      'a long group': { value: [long(65)] },
    },
  },
  'profile.change': {
    good: {
      name: 'Alice',
      handle: 'alice',
      timeZone: 'Europe/Berlin',
      photo: other,
      status: { text: 'On holiday', emoji: '🏖️', until: 9 },
    },
    bad: {
      'no name': { name: ' ' },
      'a long name': { name: long(limits.nameChars + 1) },
      'a handle with capitals': { handle: 'Alice' },
      'a handle with spaces': { handle: 'alice keller' },
      'a long handle': { handle: long(limits.handleChars + 1) },
      'a zone that is none': { timeZone: 'Mars/Base' },
      'a photo that is an address': { photo: 'https://example.org/a.png' },
      'a status that says nothing': { status: { text: ' ', emoji: null, until: null } },
      'a long status': { status: { text: long(limits.statusChars + 1), emoji: null, until: null } },
      'a status without an end or none': { status: { text: 'Away', emoji: null } },
      'an address': { email: 'alice@example.org' },
    },
  },
}

describe('[W1] a frame from a client fits its schema or is answered with a code', () => {
  test.for(Object.entries(frames))('%s', ([, { good, bad }]) => {
    expect(parseClientFrame(JSON.stringify(good))).toEqual({ ok: true, frame: good })
    const rid = 'rid' in good ? good.rid : null
    for (const [what, change] of Object.entries(bad)) {
      const parsed = parseClientFrame(JSON.stringify({ ...good, ...change }))
      expect([what, parsed]).toMatchObject([what, { ok: false, code: 'bad-frame' }])
      if (!parsed.ok && !('rid' in change)) expect(parsed.rid).toBe(rid)
    }
  })

  test.for(Object.entries(bodies))('command %s', ([kind, { good, bad }]) => {
    const fitting = command({ kind, ...good })
    expect(parseClientFrame(JSON.stringify(fitting))).toEqual({ ok: true, frame: fitting })
    for (const [what, change] of Object.entries(bad)) {
      const parsed = parseClientFrame(JSON.stringify(command({ kind, ...good, ...change })))
      const refused = { ok: false, code: 'bad-frame', rid: null, command: id }
      expect([what, parsed]).toEqual([what, refused])
    }
  })

  test('what the system alone may do cannot be asked for', () => {
    for (const kind of ['person.put', 'entry.import', '__proto__', 'constructor'])
      expect(parseClientFrame(JSON.stringify(command({ kind })))).toMatchObject({ ok: false })
  })

  test('what is no frame at all has a code too', () => {
    const broken = [
      '',
      '{',
      'null',
      '[]',
      '1',
      '"hello"',
      '{"t":"nope"}',
      '{"t":null}',
      '{"t":["hello"]}',
    ]
    for (const text of broken)
      expect([text, parseClientFrame(text)]).toEqual([
        text,
        { ok: false, code: 'bad-frame', rid: null, command: null },
      ])
  })

  test('the answer finds its request or command only when that can be read', () => {
    const answered = (frame: object) => parseClientFrame(JSON.stringify(frame))
    expect(answered({ t: 'nope', rid: 7 })).toMatchObject({ rid: 7, command: null })
    expect(answered({ t: 'nope', rid: '7' })).toMatchObject({ rid: null })
    expect(answered({ t: 'command', command: { id: 5 } })).toMatchObject({ command: null })
    expect(answered({ t: 'command', command: 'x' })).toMatchObject({ command: null })
  })
})

test('a frame from the server is checked the same way', () => {
  const entry = { seq: 2, id, at: 1, by: other, body: { kind: 'member.left', person: other } }
  const frame = { t: 'room.entries', room: id, entries: [entry] }
  expect(parseServerFrame(JSON.stringify(frame))).toEqual({ ok: true, frame })
  for (const change of [{ entries: [] }, { room: null }, { entries: [{ ...entry, seq: 0 }] }])
    expect(parseServerFrame(JSON.stringify({ ...frame, ...change }))).toMatchObject({ ok: false })
})
