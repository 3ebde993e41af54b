import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWindow, smallest, windowStateSchema, type Rectangle } from './bounds.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 1280, height: 984 }
const at = (bounds: Rectangle, maximized = false) => ({ bounds, maximized })

test('the first window stands in the middle of the primary screen', () => {
  expect(placeWindow(null, [screen])).toEqual(at({ x: 320, y: 120, width: 1280, height: 800 }))
})

test('a screen smaller than the first window is filled', () => {
  const small = { x: 0, y: 24, width: 1024, height: 600 }
  expect(placeWindow(null, [small]).bounds).toEqual(small)
})

test('a window opens where it was', () => {
  const saved = at({ x: 2000, y: 40, width: 900, height: 700 }, true)
  expect(placeWindow(saved, [screen, second])).toEqual(saved)
})

test('a window of a screen that is gone comes back to the primary one', () => {
  const saved = at({ x: 2000, y: 40, width: 900, height: 700 }, true)
  expect(placeWindow(saved, [screen])).toEqual(
    at({ x: 510, y: 170, width: 900, height: 700 }, true),
  )
})

test('a window whose title bar is above the screen comes back', () => {
  expect(placeWindow(at({ x: 100, y: -40, width: 900, height: 700 }), [screen]).bounds.y).toBe(170)
})

test('a window larger than its screen is cut to it', () => {
  const { bounds } = placeWindow(at({ x: 0, y: 0, width: 4000, height: 3000 }), [screen])
  expect(bounds).toEqual(screen)
})

test('wherever it was, it can be grasped and is not too small', () => {
  const whole = fc.integer({ min: -10_000, max: 10_000 })
  const size = fc.integer({ min: 1, max: 10_000 })
  fc.assert(
    fc.property(fc.record({ x: whole, y: whole, width: size, height: size }), (saved) => {
      const { bounds } = placeWindow(at(saved), [screen, second])
      expect(bounds.width).toBeGreaterThanOrEqual(smallest.width)
      expect(bounds.height).toBeGreaterThanOrEqual(smallest.height)
      const within = [screen, second].some(
        (area) =>
          bounds.y >= area.y &&
          bounds.y + 32 <= area.y + area.height &&
          bounds.x + bounds.width >= area.x + 120 &&
          bounds.x + 120 <= area.x + area.width,
      )
      expect(within).toBe(true)
    }),
  )
})

test.each([
  null,
  {},
  { bounds: { x: 0, y: 0, width: 0, height: 10 }, maximized: false },
  { bounds: { x: Number.NaN, y: 0, width: 10, height: 10 }, maximized: false },
  { bounds: { x: 0.5, y: 0, width: 10, height: 10 }, maximized: false },
  { bounds: { x: 0, y: 0, width: 10, height: 10 }, maximized: 'yes' },
])('%j is no window state', (value) => {
  expect(windowStateSchema.safeParse(value).success).toBe(false)
})
