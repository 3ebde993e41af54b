import { describe, expect, it } from 'vitest'
import { emojiFromCodes, emojiFromName } from './emoji.ts'

describe('emoji names', () => {
  it.each([
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['clap::skin-tone-3', '👏🏼'],
    ['clap::skin-tone-6', '👏🏿'],
    ['simple_smile', '🙂'],
    ['flag-us', '🇺🇸'],
    ['man-shrugging', '🤷‍♂️'],
    ['female-technologist', '👩‍💻'],
    ['point_up::skin-tone-2', '☝🏻'],
    ['heart::skin-tone-2', '❤️'],
    ['our-logo', ':our-logo:'],
    ['our-logo::skin-tone-2', ':our-logo::skin-tone-2:'],
    ['constructor', ':constructor:'],
    ['', '::'],
  ])('%s is %s', (name, emoji) => {
    expect(emojiFromName(name)).toBe(emoji)
    expect(emojiFromName(name)).toBe(emoji)
  })

  it('codes of a rich-text emoji, or null when they are none', () => {
    expect(emojiFromCodes('1f44b-1f3fc')).toBe('👋🏼')
    for (const bad of ['', 'zz', '1f44b-', 'ffffff', '110000'])
      expect(emojiFromCodes(bad)).toBeNull()
  })
})
