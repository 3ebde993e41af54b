import { describe, expect, it } from 'vitest'
import { Mentioned, fromMrkdwn, labelled } from './text.ts'
import type { Names } from './text.ts'

const names: Names = {
  handle: (key, label) => ({ U1: 'alice', U2: 'bob' })[key] ?? label ?? key.toLowerCase(),
  roomName: (key) => ({ C1: 'general' })[key],
}
const convert = (text: string) => fromMrkdwn(text, names, new Mentioned())

const cases: [title: string, from: string, to: string][] = [
  ['bold doubles its marks', 'a *big* one, *two*.', 'a **big** one, **two**.'],
  ['italics are the same in both', '_so_ it is', '_so_ it is'],
  ['struck words double theirs', '~no~ (~never~)', '~~no~~ (~~never~~)'],
  ['marks nest', '_*both*_ *_both_* ~*x*~', '_**both**_ **_both_** ~~**x**~~'],
  ['a star inside a word or alone stays', '2*3*4 * and * b ** c', '2*3*4 * and * b ** c'],
  ['a tilde before a number stays', '~1% in all, ~ 2', '~1% in all, ~ 2'],
  ['marks never reach across lines', '*a\nb*', '*a\nb*'],
  ['bold around a link', '*<https://a.test|here>*', '**here (https://a.test)**'],
  ['nothing is formatted inside code', '`*a* _b_ &lt;i&gt;`', '`*a* _b_ <i>`'],
  ['addresses inside code are plain', '`get <http://a.test|a.test>`', '`get a.test`'],
  ['a fence opens on a line of its own', 'look ```x = 1``` here', 'look \n```\nx = 1\n```\nhere'],
  ['a fence keeps its lines', '```\n*a*\n  b\n```', '```\n*a*\n  b\n```'],
  ['two fences in a row', '```a``````b```', '```\na\n```\n```\nb\n```'],
  ['an open fence stays text', '```never closed', '```never closed'],
  ['a quote is a quote', '&gt; said\nnot', '> said\nnot'],
  ['three marks quote the rest', 'a\n&gt;&gt;&gt;b\nc', 'a\n> b\n> c'],
  ['a fence inside a quote is quoted', '&gt; so ```a\nb```', '> so \n> ```\n> a\n> b\n> ```'],
  [
    'a bare address stays bare',
    '<https://a.test/x_y_z?a=1&amp;b=*2*>',
    'https://a.test/x_y_z?a=1&b=*2*',
  ],
  ['a label stands before its address', '<https://a.test|the site>', 'the site (https://a.test)'],
  ['a label that is the address goes', '<http://a.test/|a.test>', 'http://a.test/'],
  ['mail addresses lose their scheme', '<mailto:a@b.test|a@b.test>', 'a@b.test'],
  ['an address does not swallow the next word', 'see<http://a.test>now', 'see http://a.test now'],
  ['entities are decoded once', '&amp;lt;b&amp;gt; &lt;b&gt; &quot;', '&lt;b&gt; <b> &quot;'],
  ['a person by handle', '<@U1>, <@U2|robert>!', '@alice, @bob!'],
  ['a mention keeps apart from words', 'x<@U1>s <@U1><@U2>', 'x @alice s @alice@bob'],
  ['an unknown person by label', '<@U9|nina>', '@nina'],
  ['rooms by name, label or id', '<#C1> <#C2|old> <#C3> <#C4|>', '#general #old #C3 #C4'],
  [
    'calls to everyone',
    '<!here> <!channel> <!everyone|@everyone> <!group>',
    '@here @all @all @all',
  ],
  ['groups and dates by their label', '<!subteam^S1|@devs> <!date^1^{date}|1 May>', '@devs 1 May'],
  ['a group without label keeps its kind', '<!subteam^S1>', 'subteam'],
  ['emoji names stay, tones become one emoji', ':wave: :wave::skin-tone-3:', ':wave: 👋🏼'],
  ['line breaks of every kind', 'a\r\nb\rc', 'a\nb\nc'],
  ['characters no database takes go', 'a\0b\ud800', 'ab\ufffd'],
  ['angle brackets that are no link', 'a < b > c <> <b> <', 'a < b > c <> <b> <'],
]

describe('Slack text', () => {
  it.each(cases)('[C1] %s', (_title, from, to) => {
    expect(convert(from)).toBe(to)
  })

  it('names everyone it calls once', () => {
    const mentioned = new Mentioned()
    fromMrkdwn('<@U1> <@U1> <@U2> `<@U3>`', names, mentioned)
    expect([...mentioned.people]).toEqual(['U1', 'U2'])
    expect(mentioned.everyone).toBe(false)
    fromMrkdwn('<!here>', names, mentioned)
    expect(mentioned.everyone).toBe(true)
  })

  it('loses no plain word of a long, hostile text', () => {
    const hostile = ['*', '~', '`', '<', '```', '>>>', '<@', ':', '**a', '_'].map((piece) =>
      `${piece} word `.repeat(20_000),
    )
    for (const text of hostile) expect(convert(text).match(/word/g)).toHaveLength(20_000)
  })

  it('a label equal to its address but for the scheme is not repeated', () => {
    expect(labelled('https://a.test/', 'https://a.test')).toBe('https://a.test')
    expect(labelled(undefined, 'https://a.test')).toBe('https://a.test')
    expect(labelled('  ', 'mailto:a@b.test')).toBe('a@b.test')
  })
})
