import { describe, expect, test } from 'vitest'
import {
  directPair,
  directRoomId,
  personIdSchema,
  roomIdSchema,
  seqSchema,
  type PersonId,
} from './ids.ts'
import { handleSchema } from './people.ts'

const low = '01900000-0000-7000-8000-000000000001' as PersonId
const high = '01900000-0000-7000-8000-00000000000f' as PersonId

describe('ids', () => {
  test('[K8] two people meet in one room, whoever begins', () => {
    const room = directRoomId(high, low)
    expect(room).toBe(directRoomId(low, high))
    expect(directPair(room)).toEqual([low, high])
    expect(roomIdSchema.safeParse(room).success).toBe(true)
  })

  test('a direct room’s id has one form', () => {
    for (const broken of [`${high}~${low}`, `${low}~${low}`, `${low}~`, `${low}~${high}~${high}`])
      expect([broken, roomIdSchema.safeParse(broken).success]).toEqual([broken, false])
    expect(directPair(roomIdSchema.parse(low))).toBeNull()
  })

  test('ids are lower-case UUIDs and nothing around them', () => {
    const broken = [
      '',
      'x',
      high.toUpperCase(),
      `${low} `,
      `${low}\n`,
      low.replaceAll('-', ''),
      `{${low}}`,
    ]
    for (const text of broken)
      expect([text, personIdSchema.safeParse(text).success]).toEqual([text, false])
    expect(personIdSchema.safeParse(low).success).toBe(true)
  })

  test('a sequence is a whole number from 0', () => {
    for (const broken of [-1, 0.5, Number.NaN, Infinity, 2 ** 53, '1', null])
      expect(seqSchema.safeParse(broken).success).toBe(false)
    expect(seqSchema.parse(0)).toBe(0)
  })

  test('a handle is what can be written after @ in a sentence', () => {
    for (const handle of ['alice', 'a', 'jürgen', 'a.b-c_d', 'zoë9', '李雷', 'x_'])
      expect([handle, handleSchema.safeParse(handle).success]).toEqual([handle, true])
    for (const handle of ['', 'Alice', '.a', 'a.', '-', 'a b', '@a', 'a-', 'x'.repeat(33)])
      expect([handle, handleSchema.safeParse(handle).success]).toEqual([handle, false])
  })
})
