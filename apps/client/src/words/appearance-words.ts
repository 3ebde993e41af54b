import type { Appearance } from '../theme/appearance.ts'

type Options<K extends keyof Appearance> = {
  readonly value: Appearance[K]
  readonly label: string
}[]

/** What can be chosen for one's eyes, in words. */
export const appearanceWords = {
  theme: [
    { value: 'system', label: 'As the system' },
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ],
  textSize: [
    { value: 'small', label: 'Small' },
    { value: 'normal', label: 'Normal' },
    { value: 'large', label: 'Large' },
    { value: 'largest', label: 'Largest' },
  ],
  density: [
    { value: 'comfortable', label: 'Comfortable' },
    { value: 'compact', label: 'Compact' },
  ],
} satisfies { [K in keyof Appearance]: Options<K> }
