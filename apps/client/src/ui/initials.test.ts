import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test.each([
  ['Alice Keller', 'AK'],
  ['bob', 'BO'],
  ['Maria del Carmen Ruiz', 'MR'],
  ['iOS engineer · interview', 'II'],
  ['李小龍', '李小'],
  ['👩‍💻 Team', '👩‍💻T'],
  ['', '?'],
  ['···', '?'],
])('%s is shown as %s', (name, initials) => expect(initialsOf(name)).toBe(initials))
