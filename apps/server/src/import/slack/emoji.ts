import toolkit from 'emoji-toolkit'

const tone = /^(.+)::skin-tone-([2-6])$/
const known = new Map<string, string>()

/**
 * Slack's name of an emoji (`clap::skin-tone-3`, without the outer colons) as Unicode, or as `:name:` where it is the
 * workspace's own.
 */
export function emojiFromName(name: string): string {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const [, plain = name, level] = tone.exec(name) ?? []
  const emoji = level === undefined ? lookUp(plain) : toned(plain, Number(level))
  const answer = emoji ?? `:${name}:`
  // Only names the toolkit knows are kept, so that made-up ones cannot fill the memory.
  if (emoji !== null) known.set(name, emoji)
  return answer
}

/** Slack's `unicode` field of an emoji element: `1f44b-1f3fc`. */
export function emojiFromCodes(codes: string): string | null {
  if (!/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*$/i.test(codes)) return null
  const points = codes.split('-').map((code) => Number.parseInt(code, 16))
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : null
}

function toned(name: string, level: number): string | null {
  const own = lookUp(`${name}_tone${level - 1}`)
  if (own !== null) return own
  const plain = lookUp(name)
  const [first = '', ...rest] = plain ?? ''
  if (!/^\p{Emoji_Modifier_Base}$/u.test(first)) return plain
  const modifier = String.fromCodePoint(0x1f3fb + level - 2)
  return [first, modifier, ...(rest[0] === '\ufe0f' ? rest.slice(1) : rest)].join('')
}

/** The names Slack and the toolkit disagree on, as far as a rule catches them: dashes, and gender as a prefix. */
function lookUp(name: string): string | null {
  const spellings = [
    name,
    name.replaceAll('-', '_'),
    name
      .replace(/^female-/, 'woman-')
      .replace(/^male-/, 'man-')
      .replaceAll('-', '_'),
    slackOnly.get(name) ?? name,
  ]
  for (const spelling of spellings) {
    const shortname = `:${spelling}:`
    const emoji = toolkit.shortnameToUnicode(shortname)
    if (emoji !== shortname && !emoji.includes(':')) return emoji
  }
  return null
}

const slackOnly = new Map([['simple_smile', 'slightly_smiling_face']])
