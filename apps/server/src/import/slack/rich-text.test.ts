import { describe, expect, it } from 'vitest'
import { fromBlocks } from './rich-text.ts'
import { Mentioned } from './text.ts'
import type { Names } from './text.ts'

const names: Names = { handle: (key) => key.toLowerCase(), roomName: () => 'general' }
const convert = (...blocks: unknown[]) => fromBlocks(blocks, names, new Mentioned())
const rich = (...elements: unknown[]) => convert({ type: 'rich_text', elements })
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements })
const text = (words: string, style?: object) => ({ type: 'text', text: words, style })

describe('rich text', () => {
  it('[C1] styles hug the words and nest', () => {
    expect(
      rich(
        section(
          text('a '),
          text(' bold ', { bold: true }),
          text('all', { bold: true, italic: true, strike: true }),
          text(' '),
          text('x*y', { code: true, bold: true }),
          text('\ntwo\nlines', { italic: true }),
        ),
      ),
    ).toBe('a  **bold** ~~_**all**_~~ `x*y`\n_two_\n_lines_')
  })

  it('people, rooms, links, emoji, calls, colours and dates', () => {
    const mentioned = new Mentioned()
    const elements = [
      section(
        { type: 'user', user_id: 'U1' },
        text('and '),
        { type: 'channel', channel_id: 'C1' },
        text(' '),
        { type: 'link', url: 'https://a.test', text: 'site' },
        text(' '),
        { type: 'link', url: 'https://a.test' },
        text(' '),
        { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fc' },
        { type: 'emoji', name: 'our-logo' },
        text(' '),
        { type: 'broadcast', range: 'channel' },
        text(' '),
        { type: 'usergroup', usergroup_id: 'S1' },
        text(' '),
        { type: 'color', value: '#fff' },
        text(' '),
        { type: 'date', timestamp: 1, fallback: '1 May' },
        { type: 'from the future', text: ' kept' },
      ),
    ]
    expect(fromBlocks([{ type: 'rich_text', elements }], names, mentioned)).toBe(
      '@u1 and #general site (https://a.test) https://a.test 👋🏼:our-logo: @all @S1 #fff 1 May kept',
    )
    expect([[...mentioned.people], mentioned.everyone]).toEqual([['U1'], true])
  })

  it('[C1] lists are lines of text, counted and indented', () => {
    const item = (words: string) => section(text(words))
    expect(
      rich(
        section(text('Do:\n')),
        { type: 'rich_text_list', style: 'ordered', indent: 0, elements: [item('a'), item('b')] },
        { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [item('deep')] },
        { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [item('c')] },
      ),
    ).toBe('Do:\n1. a\n2. b\n  • deep\n3. c')
  })

  it('[C1] quotes and code stand on their own lines, code untouched', () => {
    expect(
      rich(
        { type: 'rich_text_quote', elements: [text('one\ntwo')] },
        { type: 'rich_text_preformatted', elements: [text('*x*\n'), { type: 'link', url: 'u' }] },
        section(text('after')),
      ),
    ).toBe('> one\n> two\n```\n*x*\nu\n```\nafter')
  })

  it('code that holds a fence cannot end it', () => {
    const converted = rich({ type: 'rich_text_preformatted', elements: [text('a\n```\nb')] })
    expect(converted?.split('\n').filter((line) => line === '```')).toHaveLength(2)
  })

  it('blocks of robots: sections, fields, headers, context, images', () => {
    expect(
      convert(
        { type: 'header', text: { type: 'plain_text', text: 'Release' } },
        { type: 'divider' },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '*out* now' },
          fields: [{ type: 'mrkdwn', text: 'v<http://a.test|2>' }],
        },
        {
          type: 'context',
          elements: [
            { type: 'plain_text', text: 'by' },
            { type: 'mrkdwn', text: '_us_' },
          ],
        },
        { type: 'image', alt_text: 'chart', image_url: 'https://a.test/c.png' },
        {
          type: 'actions',
          elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }],
        },
      ),
    ).toBe('**Release**\n**out** now\nv 2 (http://a.test)\nby _us_\nchart (https://a.test/c.png)')
  })

  it('an unknown or broken block leaves the word to the plain text', () => {
    expect(convert({ type: 'hologram' })).toBeNull()
    expect(convert({ no: 'type' }, null, 3)).toBeNull()
    expect(convert()).toBeNull()
    expect(rich()).toBeNull()
    expect(rich(section({ type: 'text', text: 7 }, null, 'x'))).toBeNull()
  })
})
