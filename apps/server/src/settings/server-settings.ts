import type { Database } from 'better-sqlite3'
import { z } from 'zod'

/** What an administrator decides for the whole server while it runs. A new one has its row here and its default below. */
export const serverSettingsSchema = z.strictObject({
  /** `closed`: only who is invited, or made by an administrator, gets an account. */
  signUp: z.enum(['open', 'closed']),
})
export type ServerSettings = z.infer<typeof serverSettingsSchema>

const defaults: ServerSettings = { signUp: 'open' }

/** The settings of a server, durable: `change` returns once they are on disk. Whoever reads one asks each time. */
export type SettingsPort = {
  read(): ServerSettings
  change(patch: { [K in keyof ServerSettings]?: ServerSettings[K] | undefined }): ServerSettings
}

/** The settings in the accounts' file, one row each, so that a new one needs no migration. */
export function openSettings(database: Database): SettingsPort {
  database.exec(`create table if not exists server_setting (
    name text primary key, value text not null) strict, without rowid`)
  const all = database.prepare<[], { name: string; value: string }>(
    'select name, value from server_setting',
  )
  const put = database.prepare<[string, string]>(
    'insert into server_setting values (?, ?) on conflict (name) do update set value = excluded.value',
  )

  /** A row of a newer version, or one that no longer fits, counts as not set. */
  function read(): ServerSettings {
    let settings = defaults
    for (const { name, value } of all.all()) {
      const merged = serverSettingsSchema.safeParse({ ...settings, [name]: JSON.parse(value) })
      if (merged.success) settings = merged.data
    }
    return settings
  }

  return {
    read,
    change: database.transaction((patch) => {
      for (const [name, value] of Object.entries(patch))
        if (value !== undefined) put.run(name, JSON.stringify(value))
      return read()
    }),
  }
}
