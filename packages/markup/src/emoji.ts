import toolkit from 'emoji-toolkit'

/** A name without colons and the character it stands for. */
export type EmojiName = { name: string; character: string }

const byName = new Map<string, string>()
for (const [shortname, { uc_full, shortnames }] of Object.entries(toolkit.emojiList)) {
  const character = uc_full
    .split('-')
    .map((point) => String.fromCodePoint(Number.parseInt(point, 16)))
    .join('')
  for (const name of [shortname, ...shortnames]) byName.set(name.slice(1, -1), character)
}

/** The character of `:name:`, given without colons. */
export function emojiByName(name: string): string | undefined {
  return byName.get(name)
}

/** A text with the `:names:` that exist replaced by their characters. */
export function replaceEmojiNames(text: string): string {
  return text.replace(/:([a-z0-9_+-]{1,60}):/g, (whole, name: string) => byName.get(name) ?? whole)
}

/** Names that begin with, then names that contain `part`, shortest first. */
export function findEmoji(part: string, limit: number): EmojiName[] {
  const wanted = part.toLowerCase()
  return [...byName]
    .filter(([name]) => name.includes(wanted))
    .toSorted(
      ([a], [b]) =>
        Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)) ||
        a.length - b.length ||
        (a < b ? -1 : 1),
    )
    .slice(0, limit)
    .map(([name, character]) => ({ name, character }))
}
