import { settingOf, settings, type SettingName } from '@parley/protocol'
import type { Computed, QueryContext } from './context.ts'
import type { ResultOf, Settings } from './views.ts'

/** Every setting, as it is until the person changes it where they did not. */
export function settingsView(context: QueryContext): Computed<ResultOf<'settings'>> {
  const stored = context.values('setting')
  const names = Object.keys(settings) as SettingName[]
  const all = Object.fromEntries(names.map((name) => [name, settingOf(name, stored.get(name))]))
  // Each name with a value of its own row.
  return { result: { settings: all as Settings }, keys: ['values:setting', 'outbox'] }
}
