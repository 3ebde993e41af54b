import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createImportMeter } from './import-meter.ts'

function meter(isTTY: boolean) {
  const stderr = Object.assign(new PassThrough(), { isTTY })
  let now = 0
  const clock = { now: () => now }
  const made = createImportMeter({ version: '', clock, stdout: new PassThrough(), stderr })
  return {
    ...made,
    wait: (ms: number) => (now += ms),
    written: () => String(stderr.read() ?? ''),
  }
}

test('at a terminal one line is written over and gone in the end', () => {
  const { tell, end, written } = meter(true)
  tell({ bytes: 0, ofBytes: 100, phase: 'survey' })
  tell({ bytes: 50, ofBytes: 100, phase: 'write' })
  tell({ bytes: 50, ofBytes: 100, phase: 'write' })
  end()
  const full = '█'.repeat(15) + '░'.repeat(15)
  expect(written().split('\r\u001b[K')).toEqual([
    '',
    `${'░'.repeat(30)} 0 % Reading the export`,
    `${full} 50 % Writing the rooms`,
    '',
  ])
})

test('elsewhere a line comes every five seconds', () => {
  const { tell, end, wait, written } = meter(false)
  tell({ bytes: 10, ofBytes: 100, phase: 'survey' })
  wait(5000)
  tell({ bytes: 20, ofBytes: 100, phase: 'survey' })
  tell({ bytes: 30, ofBytes: 100, phase: 'survey' })
  wait(5000)
  tell({ bytes: 100, ofBytes: 100, phase: 'write' })
  end()
  expect(written()).toBe('Reading the export: 20 %\nWriting the rooms: 100 %\n')
})

test('an export without a byte is read at once', () => {
  const { tell, written } = meter(true)
  tell({ bytes: 0, ofBytes: 0, phase: 'write' })
  expect(written()).toContain('100 %')
})
