const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One or two characters that stand for a name, as readers see characters: an emoji or a joined letter counts as one. */
export function initialsOf(name: string): string {
  const words = name
    .split(/[\s·.\-_/]+/u)
    .map((word) => [...graphemes.segment(word)].map((part) => part.segment))
    .filter((word) => word.some((part) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(part)))
  const [first, ...rest] = words
  if (first === undefined) return '?'
  const second = rest.at(-1)?.[0] ?? first[1] ?? ''
  return `${first[0] ?? ''}${second}`.toLocaleUpperCase()
}
