/** Cuts to a length in UTF-16 units without halving a character, and without space around. */
export function clip(text: string, maxChars: number): string {
  return text
    .trim()
    .toWellFormed()
    .slice(0, maxChars)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
}
