import { expect, test } from 'vitest'
import { namedIn } from './built.ts'

test('the first load is scripts, what they import, and styles', () => {
  const html = `<link rel="icon" href="/icon.svg"><link rel="manifest" href="/manifest.webmanifest">
    <script type="module" crossorigin src="/assets/index.js"></script>
    <link rel="modulepreload" crossorigin href="/assets/runtime.js">
    <link rel="stylesheet" crossorigin href="/assets/index.css">`
  expect(namedIn(html)).toEqual(['assets/index.js', 'assets/runtime.js', 'assets/index.css'])
})
