import { describe, expect, test } from 'vitest'
import { mentionedNames, parseMessage, toPlainText } from './index.ts'
import { emojiByName, findEmoji, replaceEmojiNames } from './emoji.ts'
import type { Inline } from './tree.ts'

const inlines = (text: string): Inline[] => {
  const [block] = parseMessage(text)
  if (block?.kind !== 'paragraph') throw new Error(`not a paragraph: ${JSON.stringify(block)}`)
  return block.inlines
}
const text = (value: string): Inline => ({ kind: 'text', text: value })

describe('[C1] inline formatting', () => {
  test.each([
    ['**bold**', [{ kind: 'bold', inlines: [text('bold')] }]],
    ['__bold__', [{ kind: 'bold', inlines: [text('bold')] }]],
    ['*italic*', [{ kind: 'italic', inlines: [text('italic')] }]],
    ['_italic_', [{ kind: 'italic', inlines: [text('italic')] }]],
    ['~~gone~~', [{ kind: 'strike', inlines: [text('gone')] }]],
    ['`a *b* https://x.org @bob`', [{ kind: 'code', text: 'a *b* https://x.org @bob' }]],
    ['snake_case_words stay', [text('snake_case_words stay')]],
    ['one\ntwo', [text('one'), { kind: 'break' }, text('two')]],
    [
      'see https://x.org/a_b_c.',
      [
        text('see '),
        { kind: 'link', href: 'https://x.org/a_b_c', text: 'https://x.org/a_b_c' },
        text('.'),
      ],
    ],
    ['www.x.org', [{ kind: 'link', href: 'http://www.x.org', text: 'www.x.org' }]],
    ['example.com is text', [text('example.com is text')]],
    [
      '[label](https://x.org)',
      [text('[label]('), { kind: 'link', href: 'https://x.org', text: 'https://x.org' }, text(')')],
    ],
    ['javascript:alert(1)', [text('javascript:alert(1)')]],
    ['<b>html</b>', [text('<b>html</b>')]],
    ['C:\\*dir*', [text('C:\\'), { kind: 'italic', inlines: [text('dir')] }]],
  ] as const)('%s', (source, expected) => expect(inlines(source)).toEqual(expected))

  test.each([
    '# heading',
    '- item',
    '1. item',
    '| a | b |',
    '![x](y)',
    '---',
    '~~~',
    '    indented',
    'a\n===',
  ])('%j stays text', (source) => expect(toPlainText(source)).toBe(source.trimStart()))
})

describe('[C1] blocks', () => {
  test('a fence opens on a line of three backticks alone and formats nothing inside', () =>
    expect(parseMessage('before\n```\n*a* https://x.org\n\n> b\n```\nafter')).toEqual([
      { kind: 'paragraph', inlines: [text('before')] },
      { kind: 'code', text: '*a* https://x.org\n\n> b', language: null },
      { kind: 'paragraph', inlines: [text('after')] },
    ]))
  test('a language may follow the backticks', () =>
    expect(parseMessage('```ts\nlet a\n```')).toEqual([
      { kind: 'code', text: 'let a', language: 'ts' },
    ]))
  test.each(['```\nnever closed', '``` not a fence\nx\n```', '````\nx\n````'])(
    '%j opens no fence',
    (source) =>
      expect(parseMessage(source).every((block) => block.kind === 'paragraph')).toBe(true),
  )
  test('a quote holds blocks', () =>
    expect(parseMessage('> one\n> two\n\nthree')).toEqual([
      {
        kind: 'quote',
        blocks: [{ kind: 'paragraph', inlines: [text('one'), { kind: 'break' }, text('two')] }],
      },
      { kind: 'paragraph', inlines: [text('three')] },
    ]))
  test.each(['*', '[', '>', '`', '_', '**_', '> `', '@'])(
    '20,000 characters of %j are a shallow tree',
    (part) => {
      const tree = JSON.stringify(parseMessage(part.repeat(Math.floor(20_000 / part.length))))
      expect(tree.length).toBeLessThan(400_000)
    },
  )
})

describe('[M4] mentions', () => {
  test.each([
    ['@bob and @Carol.', ['bob', 'carol'], false],
    ['mail bob@example.org', [], false],
    ['`@bob` no, **@dan** yes', ['dan'], false],
    ['```\n@bob\n```', [], false],
    ['@here or @all', [], true],
    ['> @bob quoted', ['bob'], false],
    ['@anna-lena_b!', ['anna-lena_b'], false],
  ])('%j', (source, handles, everyone) =>
    expect(mentionedNames(source)).toEqual({ handles, everyone }),
  )
})

describe('[C2] emoji names', () => {
  test('a known name becomes its character', () =>
    expect(replaceEmojiNames('ship it :tada: :nope: 10:30:20')).toBe('ship it 🎉 :nope: 10:30:20'))
  test('completion puts names that begin so first', () =>
    expect(findEmoji('tad', 3)[0]).toEqual({ name: 'tada', character: '🎉' }))
  test('an unknown name has no character', () =>
    expect(emojiByName('not_an_emoji')).toBeUndefined())
})
