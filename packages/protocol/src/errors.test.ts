import { expect, test } from 'vitest'
import { errorCodeSchema, errors, isFinal } from './errors.ts'

test('[W6] each code has a status, a retry rule and a sentence that stands alone', () => {
  for (const [code, { http, sentence }] of Object.entries(errors)) {
    expect(errorCodeSchema.safeParse(code).success).toBe(true)
    expect([code, http >= 400 && http < 600]).toEqual([code, true])
    expect([code, /^[A-Z].*[.]$/.test(sentence)]).toEqual([code, true])
  }
  expect(errorCodeSchema.safeParse('nope').success).toBe(false)
})

test('[K2] what may succeed later is never final', () => {
  const later = [
    'rate-limited',
    'overloaded',
    'storage-full',
    'storage-failed',
    'internal',
  ] as const
  for (const code of later) expect([code, isFinal(code)]).toEqual([code, false])
  for (const code of ['forbidden', 'room-unknown', 'id-reused', 'bad-frame'] as const)
    expect([code, isFinal(code)]).toEqual([code, true])
})
