import { isOwnAddress } from '../app-address.ts'

/** All the page needs: "copy text". Reading the clipboard, devices, places and screens stay shut. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Answers both of Electron's questions, "may it ask" and "has it". `origin` is of the page that asks, not of its frame's parent. */
export function mayUse(permission: string, origin: string): boolean {
  return granted.has(permission) && isOwnAddress(origin)
}

/**
 * Whether the window's own network may fetch an address. Everything it shows is its own; `devtools` is for development.
 */
export function mayLoad(address: string, developing: boolean): boolean {
  if (isOwnAddress(address)) return true
  if (address.startsWith(`blob:app://parley/`) || address.startsWith('data:')) return true
  return developing && address.startsWith('devtools://')
}
