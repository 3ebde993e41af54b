import type { Host } from '@parley/engine'
import { z } from 'zod'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { LIST_WIDTH } from './list-width.ts'
import { useSession } from './session.ts'

/** What this installation remembers of how its person likes it. */
const settingsSchema = z.object({
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
  textSize: z.enum(['small', 'normal', 'large', 'largest']).catch('normal'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
  enterSends: z.boolean().catch(true),
  /** In rem. */
  listWidth: z.number().min(LIST_WIDTH.min).max(LIST_WIDTH.max).catch(LIST_WIDTH.usual),
  /** The list shows faces only. */
  listNarrow: z.boolean().catch(false),
  peopleOpen: z.boolean().catch(false),
  /** The room open last, by account. */
  lastRoom: z.record(z.string(), z.string()).catch({}),
})
export type SettingValues = Readonly<z.infer<typeof settingsSchema>>
export type SettingName = keyof SettingValues

export type Settings = {
  readonly store: StoreApi<SettingValues>
  set<N extends SettingName>(name: N, value: SettingValues[N]): void
}

/** Reads what is there once; anything malformed counts as not set. */
export function createSettings(kept: Host['settings']): Settings {
  const names = Object.keys(settingsSchema.shape)
  const store = createStore<SettingValues>(() =>
    settingsSchema.parse(Object.fromEntries(names.map((name) => [name, kept.get(name)]))),
  )
  return {
    store,
    set(name, value) {
      store.setState({ [name]: value })
      kept.set(name, value)
    },
  }
}

/** A setting and how to change it. */
export function useSetting<N extends SettingName>(
  name: N,
): [SettingValues[N], (value: SettingValues[N]) => void] {
  const { settings } = useSession()
  const value = useStore(settings.store, (values) => values[name])
  return [value, (next) => settings.set(name, next)]
}
