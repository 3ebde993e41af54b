import { expect, test } from 'vitest'
import { createInstall } from './install.ts'

test('the browser is asked once for each offer it made, and not after it was installed', () => {
  const page = new EventTarget()
  let asked = 0
  const offer = () => {
    const prompt = async () => void (asked += 1)
    page.dispatchEvent(
      Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }),
    )
  }
  const install = createInstall(page as Pick<Window, 'addEventListener'>)
  expect(install.getState().ask).toBeNull()
  offer()
  install.getState().ask?.()
  expect([asked, install.getState().ask]).toEqual([1, null])
  offer()
  page.dispatchEvent(new Event('appinstalled'))
  expect(install.getState().ask).toBeNull()
})
