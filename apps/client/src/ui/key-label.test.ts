import { expect, test } from 'vitest'
import { keyLabel } from './key-label.ts'

test('[C4] a chord is read as each system writes it', () => {
  expect(keyLabel('Mod+K', false)).toBe('Ctrl K')
  expect(keyLabel('Mod+K', true)).toBe('⌘K')
  expect(keyLabel('Mod+Shift+F', true)).toBe('⇧⌘F')
  expect(keyLabel('Alt+Shift+Up', false)).toBe('Alt Shift ↑')
})
