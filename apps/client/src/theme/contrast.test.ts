import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, type Oklch } from './oklch.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const pair = /--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g

function colour(parts: string): Oklch {
  const [l = 0, c = 0, h = 0] = parts.trim().split(/\s+/).map(Number)
  return { l, c, h }
}

const themes: Record<'light' | 'dark', Map<string, Oklch>> = { light: new Map(), dark: new Map() }
for (const [, name = '', light = '', dark = ''] of css.matchAll(pair)) {
  themes.light.set(name, colour(light))
  themes.dark.set(name, colour(dark))
}

const text: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['ground', 'side', 'card', 'code', 'hover', 'selected']],
  ['mute', ['ground', 'side', 'card', 'code', 'hover']],
  ['faint', ['ground', 'side', 'card', 'code', 'hover']],
  ['accent', ['ground', 'side', 'card', 'accent-soft']],
  ['hot', ['ground', 'side', 'card', 'hot-soft', 'hover']],
  ['on-selected', ['selected']],
  ['on-selected-mute', ['selected']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-hot', ['hot']],
]
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['ok', ['ground', 'side']],
  ['away', ['ground', 'side']],
  ['line-strong', ['ground', 'side']],
  ['accent', ['hover', 'selected']],
]

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = themes[name]
  const ratio = (front: string, back: string) => {
    const [a, b] = [theme.get(front), theme.get(back)]
    if (a === undefined || b === undefined) throw new Error(`no such token: ${front} or ${back}`)
    return contrast(a, b)
  }
  test.each(text.flatMap(([front, backs]) => backs.map((back) => [front, back] as const)))(
    '[P5] %s can be read on %s (4.5:1)',
    (front, back) => expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5),
  )
  test.each(marks.flatMap(([front, backs]) => backs.map((back) => [front, back] as const)))(
    '[P5] %s is seen on %s (3:1)',
    (front, back) => expect(ratio(front, back)).toBeGreaterThanOrEqual(3),
  )
})
