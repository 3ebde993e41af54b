import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Without 0, 1, i, l, o: read off a terminal and typed into a page. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'

/** Twelve letters in groups of four: 59 bits, for as long as the server is empty. */
export function newSetupCode(random: (bytes: number) => Buffer = randomBytes): string {
  const picked: string[] = []
  while (picked.length < 12) {
    // 248 = 8 * 31: higher bytes would make the first letters likelier.
    const byte = random(1)[0] ?? 255
    if (byte < 248) picked.push(letters[byte % letters.length] ?? '')
  }
  return [picked.slice(0, 4), picked.slice(4, 8), picked.slice(8)].map((g) => g.join('')).join('-')
}

/** Compares in constant time; spaces, dashes and case do not matter. */
export function isSetupCode(expected: string, given: string): boolean {
  const digest = (code: string) =>
    createHash('sha256')
      .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
      .digest()
  return timingSafeEqual(digest(expected), digest(given))
}
