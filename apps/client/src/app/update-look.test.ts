import { expect, test } from 'vitest'
import { createUpdateLook } from './update-look.ts'

test('a newer build is asked for at most hourly, and at once when the server speaks another version', () => {
  let now = 0
  let looks = 0
  const look = createUpdateLook(() => now)
  look.registered({ update: () => Promise.reject(new Error(`offline ${(looks += 1)}`)) })
  now = 3_599_999
  look.whenDue()
  expect(looks).toBe(0)
  now += 1
  look.whenDue()
  look.whenDue()
  expect(looks).toBe(1)
  look.atOnce()
  expect(looks).toBe(2)
})
