import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openSettings } from './server-settings.ts'

test('[P0] sign-up is open until an administrator closes it, and stays so', () => {
  const database = new Database(':memory:')
  const settings = openSettings(database)
  expect(settings.read()).toEqual({ signUp: 'open' })
  expect(settings.change({ signUp: 'closed' })).toEqual({ signUp: 'closed' })
  expect(settings.change({})).toEqual({ signUp: 'closed' })
  expect(openSettings(database).read()).toEqual({ signUp: 'closed' })
})

test('a setting of another version counts as not set', () => {
  const database = new Database(':memory:')
  const settings = openSettings(database)
  database.exec(`insert into server_setting values ('signUp', '"sometimes"'), ('later', '1')`)
  expect(settings.read()).toEqual({ signUp: 'open' })
})
