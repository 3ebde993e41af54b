import { expect, test } from 'vitest'
import { createSettings } from './settings.ts'

test('what was remembered comes back, and what is malformed counts as not set', () => {
  const kept = new Map<string, unknown>([
    ['theme', 'dark'],
    ['listWidth', 'wide'],
    ['listNarrow', true],
  ])
  const settings = createSettings({
    get: (key) => kept.get(key),
    set: (key, value) => kept.set(key, value),
  })
  expect(settings.store.getState()).toMatchObject({
    theme: 'dark',
    listWidth: 17,
    listNarrow: true,
    enterSends: true,
  })
  settings.set('enterSends', false)
  expect(kept.get('enterSends')).toBe(false)
})
