import { z } from 'zod'
import { limits } from '../limits.ts'

type SettingRow<T extends z.ZodType> = { value: T; initial: z.output<T> }

function setting<T extends z.ZodType>(value: T, initial: z.output<T>): SettingRow<T> {
  return { value, initial }
}

/** What a person can set for all their devices, by name, with what it is until they do. One row a setting. */
export const settings = {
  roomListView: setting(z.enum(['recent', 'category']), 'recent'),
  /** How rooms stand in their categories. */
  categoryOrder: setting(z.enum(['latest', 'name']), 'latest'),
  /** Groups of the room list that are folded away, by their ids. */
  collapsedGroups: setting(z.array(z.string().max(limits.valueNameChars)).max(50), []),
} as const

export type SettingName = keyof typeof settings
export type SettingValue<N extends SettingName> = z.output<(typeof settings)[N]['value']>

export const settingNames = Object.keys(settings) as [SettingName, ...SettingName[]]

/** A stored value as its setting; what it is at first where nothing, or nothing that fits this version, is stored. */
export function settingOf<N extends SettingName>(name: N, stored: unknown): SettingValue<N> {
  const { value, initial } = settings[name]
  const parsed = value.safeParse(stored)
  // Both come out of the row of this name, which the compiler cannot follow.
  return (parsed.success ? parsed.data : initial) as SettingValue<N>
}
