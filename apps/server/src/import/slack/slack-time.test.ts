import { describe, expect, it } from 'vitest'
import { readTime } from './slack-time.ts'

describe('Slack times', () => {
  it('are one text whatever they were written as', () => {
    const expected = {
      ts: '1600000000.500000',
      micros: 1_600_000_000_500_000,
      at: 1_600_000_000_500,
    }
    for (const value of ['1600000000.500000', '1600000000.5', ' 1600000000.5 ', 1_600_000_000.5])
      expect(readTime(value)).toEqual(expected)
    expect(readTime('1433558319.000002')?.ts).toBe('1433558319.000002')
    expect(readTime(1_433_558_319.000002)?.ts).toBe('1433558319.000002')
    expect(readTime(1_600_000_000)?.ts).toBe('1600000000.000000')
  })

  it('that are none are null', () => {
    const none = [
      '',
      'soon',
      '-1.0',
      '0',
      '0.000000',
      '1e9',
      '99999999999',
      1.6e12,
      Number.NaN,
      Infinity,
      -5,
      undefined,
    ]
    for (const value of none) expect(readTime(value)).toBeNull()
  })
})
