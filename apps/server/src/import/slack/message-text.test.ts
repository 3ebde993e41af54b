import { limits } from '@parley/protocol'
import { describe, expect, it } from 'vitest'
import { messageSchema } from './export-schema.ts'
import { messageText, splitText } from './message-text.ts'
import type { Names } from './text.ts'

const names: Names = { handle: (key) => key.toLowerCase(), roomName: () => undefined }
const textOf = (message: object) => messageText(messageSchema.parse(message), names).text

describe('what a message says', () => {
  it('files without an address keep their name and say that they are gone', () => {
    const files = [
      { id: 'F1', mode: 'tombstone' },
      { name: 'b.png', mode: 'hidden_by_limit', permalink: 'https://a.test/b' },
      { title: 'c', url_private: 'javascript:alert(1)' },
      {},
      null,
    ]
    expect(textOf({ text: 'see', files }).split('\n')).toEqual([
      'see',
      'F1 (file no longer available)',
      'b.png (file no longer available)',
      'c (file no longer available)',
      'file (file no longer available)',
    ])
  })

  it('no file address carries the token of the export', () => {
    const url = 'https://files.test/f?t=xoxe-123&v=1'
    expect(textOf({ files: [{ name: 'f', url_private: url }] })).toBe(
      'f (https://files.test/f?v=1)',
    )
    expect(textOf({ files: [{ name: 'f', url_private: 'https://files.test/f?t=12' }] })).toContain(
      't=12',
    )
  })

  it('an external file is linked where it really is', () => {
    const file = {
      title: 'Doc',
      is_external: true,
      url_private: 'https://docs.test/1',
      permalink: 'https://slack.test/1',
    }
    expect(textOf({ files: [file] })).toBe('Doc (https://docs.test/1)')
  })

  it('the sentence older exports put around an upload goes, the comment stays', () => {
    const file = { name: 'a.jpg', permalink: 'https://a.test/1' }
    const upload = '<@U1|al> uploaded a file: <https://a.test/1|a.jpg>'
    expect(textOf({ subtype: 'file_share', text: upload, file })).toBe('a.jpg (https://a.test/1)')
    expect(
      textOf({ subtype: 'file_share', text: `${upload} and commented: *so*\nnice`, file }),
    ).toBe('**so**\nnice\na.jpg (https://a.test/1)')
    expect(textOf({ subtype: 'file_share', text: 'in other words', file })).toBe(
      'in other words\na.jpg (https://a.test/1)',
    )
    expect(
      textOf({
        subtype: 'file_comment',
        text: 'x',
        file,
        comment: { user: 'U1', comment: 'good' },
      }),
    ).toBe('> a.jpg (https://a.test/1)\ngood')
  })

  it('[M8] link previews add nothing, shared messages and robots’ cards do', () => {
    const preview = { from_url: 'https://a.test', title: 'A', text: 'about' }
    expect(textOf({ text: '<https://a.test>', attachments: [preview] })).toBe('https://a.test')
    expect(textOf({ text: '', attachments: [preview] })).toBe('A\nabout')
    const shared = {
      is_share: true,
      from_url: 'https://slack.test/p1',
      author_name: 'Bob',
      text: 'one\ntwo',
    }
    expect(textOf({ text: 'look', attachments: [shared] })).toBe('look\n> Bob:\n> one\n> two')
    const card = {
      pretext: 'New:',
      title: 'T',
      title_link: 'https://t.test',
      text: '<@U1>',
      fields: [{ title: 'k', value: 'v' }, { value: 'only' }],
    }
    expect(textOf({ text: 'x', attachments: [card] })).toBe(
      'x\nNew:\nT (https://t.test)\n@u1\nk: v\nonly',
    )
    expect(textOf({ attachments: [{ fallback: 'plain &amp; simple' }] })).toBe('plain & simple')
    expect(textOf({ attachments: [{}, 7, null] })).toBe('')
  })

  it('blocks are preferred, plain text stands in where they are unknown', () => {
    const known = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'from blocks' }] }],
    }
    expect(textOf({ text: 'from text', blocks: [known] })).toBe('from blocks')
    expect(textOf({ text: 'from text', blocks: [known, { type: 'hologram' }] })).toBe('from text')
    expect(textOf({ text: 5, blocks: 'none' })).toBe('')
  })

  it('fields of the wrong shape read as absent', () => {
    const odd = {
      text: null,
      files: {},
      attachments: [{ fields: 'x', text: [] }],
      reactions: 'many',
      edited: 5,
      user: 9,
    }
    expect(textOf(odd)).toBe('')
  })

  it('a text too long for one message is cut without losing a character', () => {
    const long = `${'word '.repeat(9_000)}\n${'x'.repeat(45_000)}👋`
    const parts = splitText(long)
    expect(parts.join('')).toBe(long)
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(limits.messageChars)
    expect(splitText('ab👋cd', 3)).toEqual(['ab', '👋c', 'd'])
    expect(splitText('short')).toEqual(['short'])
  })
})
