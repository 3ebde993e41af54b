import type { Oklch } from './oklch.ts'

/** Equal lightness for everyone: white initials read at 4.5:1 on each hue, and nobody shouts. */
const LIGHTNESS = 0.53
const CHROMA = 0.09
const HUES = 24

/** The colour of a person or a room, the same on every device: the id decides and nothing else. */
export function colourFor(id: string): Oklch {
  return { l: LIGHTNESS, c: CHROMA, h: (fnv1a(id) % HUES) * (360 / HUES) }
}

/** `colourFor` as CSS. */
export function colourOf(id: string): string {
  const { l, c, h } = colourFor(id)
  return `oklch(${l} ${c} ${h})`
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  // FNV's low bits follow the last character; fold the high ones in before taking a remainder.
  hash ^= hash >>> 15
  return hash >>> 0
}
