import { expect, test } from 'vitest'
import { textOfHtml } from './html-text.ts'

test('tags go, words, lines and signs stay', () => {
  expect(textOfHtml('<p>a &lt; b &amp; <b>c</b></p><p>d<br>e</p>')).toBe('a < b & c\nd\ne')
})

test('what is no tag and what never ends stays as it is', () => {
  expect(textOfHtml('1 &unknown; 2 < 3')).toBe('1 &unknown; 2 < 3')
  expect(textOfHtml('<'.repeat(100_000)).length).toBe(100_000)
})
