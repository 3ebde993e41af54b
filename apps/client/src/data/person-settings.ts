import { settingOf, type SettingName, type SettingValue } from '@parley/protocol'
import { useQuery } from './queries.ts'
import { useSession } from './session.ts'

/** A setting that follows the person to all their devices, and how to change it; as it is at first until the cache answers. */
export function usePersonSetting<N extends SettingName>(
  name: N,
): [SettingValue<N>, (value: SettingValue<N>) => void] {
  const { intents, onFault } = useSession()
  const stored = useQuery<'settings'>({ name: 'settings', args: {} })?.settings
  return [
    stored === undefined ? settingOf(name, undefined) : stored[name],
    (value) => void intents.set(name, value).catch(onFault),
  ]
}
