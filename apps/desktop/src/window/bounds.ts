import { z } from 'zod'

/** In device-independent pixels, of the whole desktop's coordinates. */
export type Rectangle = { x: number; y: number; width: number; height: number }

export const windowStateSchema = z.strictObject({
  bounds: z.strictObject({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

export const smallest = { width: 380, height: 480 }
const first = { width: 1280, height: 800 }
/** So much of the title bar must be within reach of a pointer for a window to be moved. */
const grip = { width: 120, height: 32 }

/**
 * Where the window opens: where it was, if it can still be grasped there, else in the middle of the primary screen, which is the
 * first of `workAreas`. Screens come and go between two starts.
 */
export function placeWindow(
  saved: WindowState | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): WindowState {
  const [primary] = workAreas
  if (!saved) return { bounds: centred(first, primary), maximized: false }
  const { bounds, maximized } = saved
  for (const area of workAreas) {
    // Cut first: what a smaller screen leaves of it is what must be within reach.
    const cut = { x: bounds.x, y: bounds.y, ...fitted(bounds, area) }
    if (graspable(cut, area)) return { bounds: cut, maximized }
  }
  return { bounds: centred(bounds, primary), maximized }
}

function graspable({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return seen >= grip.width && y >= area.y && y + grip.height <= area.y + area.height
}

type Size = { width: number; height: number }

function fitted({ width, height }: Size, area: Size): Size {
  return {
    width: Math.max(smallest.width, Math.min(width, area.width)),
    height: Math.max(smallest.height, Math.min(height, area.height)),
  }
}

function centred(size: Size, area: Rectangle): Rectangle {
  const { width, height } = fitted(size, area)
  return {
    x: area.x + Math.max(0, Math.round((area.width - width) / 2)),
    y: area.y + Math.max(0, Math.round((area.height - height) / 2)),
    width,
    height,
  }
}
