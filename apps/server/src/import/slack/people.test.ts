import { handleSchema, limits } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageSchema, userSchema } from './export-schema.ts'
import { People } from './people.ts'

const asWanted = (_: unknown, wanted: string) => wanted
const make = () => new People('T1', asWanted)

describe('people of an export', () => {
  it('get handles within the protocol’s grammar, each its own, whatever they were called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })), (labels) => {
        const people = make()
        const names = [
          ...labels,
          'All',
          'here',
          '',
          '...',
          'x'.repeat(80),
          'x'.repeat(80),
          'Bob',
          'bob',
          'BOB',
        ]
        names.forEach((label, index) => people.handle(`U${index}`, label))
        const all = people.drain()
        expect(new Set(all.map(({ handle }) => handle)).size).toBe(names.length)
        for (const { handle, name } of all) {
          expect(handleSchema.safeParse(handle).error).toBeUndefined()
          expect(['all', 'here', 'everyone', 'channel']).not.toContain(handle)
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(limits.nameChars)
        }
      }),
    )
  })

  it('are announced once, with what users.json knows', () => {
    const people = make()
    people.declare(
      userSchema.parse({
        id: 'U1',
        name: 'al',
        deleted: true,
        tz: 'Europe/Berlin',
        profile: { real_name: 'Alice', email: 'a@b.test' },
      }),
    )
    expect(people.handle('U1', 'someone else')).toBe('al')
    expect(people.drain()).toEqual([
      expect.objectContaining({
        key: 'U1',
        handle: 'al',
        name: 'Alice',
        email: 'a@b.test',
        timeZone: 'Europe/Berlin',
        deleted: true,
        bot: false,
        placeholder: false,
      }),
    ])
    expect(people.drain()).toEqual([])
  })

  it('authors are found however a record names them', () => {
    const people = make()
    const author = (message: object) => people.author(messageSchema.parse(message))
    expect(author({ user: 'U1', bot_id: 'B1' })).toBe('U1')
    expect(author({ comment: { user: 'U2' } })).toBe('U2')
    expect(author({ bot_id: 'B1', username: 'ci' })).toBe('B1')
    expect(author({ username: 'ci' })).toBe('bot:ci')
    expect(author({})).toBe('unknown')
    expect(author({ user: 'USLACKBOT' })).toBe('USLACKBOT')
    expect(
      people.drain().map(({ name, handle, bot, placeholder }) => [name, handle, bot, placeholder]),
    ).toEqual([
      ['U1', 'slack-u1', true, true],
      ['U2', 'slack-u2', false, true],
      ['ci', 'ci', true, true],
      ['ci', 'ci-2', true, true],
      ['Unknown person', 'unknown', false, true],
      ['Slackbot', 'slackbot', true, true],
    ])
  })

  it('the writer has the last word on a handle, and texts use it', () => {
    const people = new People('T1', (_, wanted) => `${wanted}-imported`)
    expect(people.handle('U1', 'bob')).toBe('bob-imported')
    expect(people.drain()[0]?.handle).toBe('bob-imported')
  })
})
