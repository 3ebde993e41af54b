import { expect, test } from 'vitest'
import { commandIdSchema } from '@parley/protocol'
import { derivedId } from './derived-id.ts'

test('a text gives one id, another text another, and all of them are ids', () => {
  const ids = Array.from({ length: 200 }, (_, count) => derivedId(`text ${count}`))
  expect(new Set(ids).size).toBe(200)
  for (const id of ids) expect(commandIdSchema.safeParse(id).success).toBe(true)
  expect(new Set(ids.map((id) => id.charAt(19)))).toEqual(new Set('89ab'))
  expect(derivedId('text 0')).toBe(ids[0])
})
