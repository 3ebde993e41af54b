import { expect, test } from 'vitest'
import { createRemembered } from './remembered.ts'

test('a browser that forbids its storage remembers nothing, and throws nothing', () => {
  const { account, owedSignOut, settings } = createRemembered({
    get localStorage(): Storage {
      throw new DOMException('denied', 'SecurityError')
    },
    get sessionStorage(): Storage {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  settings.set('theme', 'dark')
  account.set(null)
  owedSignOut.set(true)
  expect(settings.get('theme')).toBeUndefined()
  expect(account.get()).toBeNull()
  expect(owedSignOut.get()).toBe(false)
})
