import { commandIdSchema, personIdSchema, roomIdSchema } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personId, recordId, roomId, stableId } from './ids.ts'

describe('ids of an import', () => {
  it('are RFC 9562 version 8 and pass the protocol’s schemas', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (workspace, key, index) => {
        const id = recordId({ workspace, roomKey: key, ts: '1.000000', index })
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(commandIdSchema.safeParse(id).success).toBe(true)
        expect(personIdSchema.safeParse(personId(workspace, key)).success).toBe(true)
        expect(roomIdSchema.safeParse(roomId(workspace, key)).success).toBe(true)
      }),
    )
  })

  it('stay what they are from release to release: another scheme would double every import', () => {
    expect(stableId('a', 1)).toBe(stableId('a', 1))
    expect(personId('T1', 'U1')).toBe('0b398721-9b5b-88e5-b4a2-ef17fbc6aba2')
    expect(recordId({ workspace: 'T1', roomKey: 'C1', ts: '1.000000', index: 0 })).toBe(
      '3a39f4d1-4ae7-8d72-a56e-f19e2e734d66',
    )
  })

  it('differ with every part', () => {
    const place = { workspace: 'T1', roomKey: 'C1', ts: '1.000000', index: 0 }
    const ids = [
      recordId(place),
      recordId({ ...place, workspace: 'T2' }),
      recordId({ ...place, roomKey: 'C2' }),
      recordId({ ...place, ts: '1.000001' }),
      recordId({ ...place, index: 1 }),
      recordId({ ...place, part: 1 }),
      personId('T1', 'C1'),
      roomId('T1', 'C1'),
      stableId('ab', 'c'),
      stableId('a', 'bc'),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
