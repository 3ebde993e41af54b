import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personalKey } from './log.ts'
import { markRead, markUnread, readUpTo, unmarked } from './read-mark.ts'

const byHand = { upTo: 3, unreadAt: 9, version: 4 }

describe('read marks', () => {
  test('[U1] own posts count as reading', () => {
    expect(readUpTo({ upTo: 3, unreadAt: null, version: 1 }, 7)).toBe(7)
    expect(readUpTo({ upTo: 8, unreadAt: null, version: 1 }, 7)).toBe(8)
  })

  test('[U1] but not those before the room was marked unread by hand', () => {
    expect(readUpTo(byHand, 7)).toBe(3)
    expect(readUpTo(byHand, 9)).toBe(3)
    expect(readUpTo(byHand, 10)).toBe(10)
  })

  test('[U2] reading only moves a mark forward', () => {
    const mark = { upTo: 5, unreadAt: null, version: 2 }
    expect(markRead(mark, 5, 2)).toBeNull()
    expect(markRead(mark, 4, 2)).toBeNull()
    expect(markRead(mark, 6, 0)).toEqual({ upTo: 6, unreadAt: null, version: 3 })
    expect(markRead(unmarked, 1, 0)).toEqual({ upTo: 1, unreadAt: null, version: 1 })
  })

  test('[U2] marked unread by hand beats reads based on an older version', () => {
    expect(markRead(byHand, 99, 3)).toBeNull()
    expect(markRead(byHand, 9, 4)).toEqual({ upTo: 9, unreadAt: null, version: 5 })
    expect(markUnread({ upTo: 8, unreadAt: null, version: 2 }, 4, 9, 0)).toEqual({
      upTo: 3,
      unreadAt: 9,
      version: 3,
    })
    expect(markUnread(byHand, 2, 12, 3)).toBeNull()
    expect(markUnread(byHand, 2, 12, 4)).toEqual({ upTo: 1, unreadAt: 12, version: 5 })
  })

  test('[U2] reading less than the mark made by hand ends it and moves nothing back', () => {
    expect(markRead(byHand, 2, 4)).toEqual({ upTo: 3, unreadAt: null, version: 5 })
  })

  test('[K4] the same mark sent twice is the same mark', () => {
    const place = fc.nat(20)
    fc.assert(
      fc.property(place, place, place, fc.boolean(), (upTo, base, head, hand) => {
        const mark = { upTo: 5, unreadAt: hand ? 7 : null, version: 3 }
        const read = markRead(mark, upTo, base)
        if (read) expect(markRead(read, upTo, base)).toBeNull()
        const unread = markUnread(mark, upTo + 1, head, base)
        if (unread && base <= mark.version)
          expect(markUnread(unread, upTo + 1, head, base)).toBeNull()
      }),
    )
  })

  test('a value has one key', () => {
    expect(personalKey({ kind: 'me' })).toBe('me')
    expect(personalKey({ kind: 'read', room: 'r' })).toBe('read/r')
  })
})
