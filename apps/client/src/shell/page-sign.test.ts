import { expect, test } from 'vitest'
import { pageIcon, pageTitle } from './page-sign.ts'

test('[A1] the tab says how much is unread, and where one is', () => {
  expect(pageTitle(0, undefined)).toBe('Parley')
  expect(pageTitle(3, 'Copy pool')).toBe('(3) Copy pool · Parley')
  expect(pageTitle(120, undefined)).toBe('(99+) Parley')
})

test('the icon carries the count only when there is one', () => {
  expect(pageIcon(0)).toBe('/icon.svg')
  expect(decodeURIComponent(pageIcon(7))).toContain('>7</text>')
})
