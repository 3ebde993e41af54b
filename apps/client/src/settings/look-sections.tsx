import { useSetting } from '../data/settings.ts'
import { Choice } from './choice.tsx'
import { Part } from './part.tsx'

/** How Parley looks on this device. */
export function AppearanceSection() {
  const [theme, setTheme] = useSetting('theme')
  const [textSize, setTextSize] = useSetting('textSize')
  const [density, setDensity] = useSetting('density')
  return (
    <Part title="On this device">
      <Choice
        label="Theme"
        value={theme}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        onPick={setTheme}
      />
      <Choice
        label="Text size"
        value={textSize}
        options={[
          { value: 'small', label: 'Small' },
          { value: 'normal', label: 'Normal' },
          { value: 'large', label: 'Large' },
          { value: 'largest', label: 'Largest' },
        ]}
        onPick={setTextSize}
      />
      <Choice
        label="Spacing"
        value={density}
        options={[
          { value: 'comfortable', label: 'Comfortable' },
          { value: 'compact', label: 'Compact' },
        ]}
        onPick={setDensity}
      />
    </Part>
  )
}

/** How writing works on this device. */
export function ComposingSection() {
  const [enterSends, setEnterSends] = useSetting('enterSends')
  return (
    <Part
      title="The Enter key"
      about="Where Enter breaks the line, Ctrl+Enter or the button sends (Cmd on a Mac)."
    >
      <Choice
        label="Enter"
        value={enterSends ? 'sends' : 'breaks'}
        options={[
          { value: 'sends', label: 'Sends' },
          { value: 'breaks', label: 'Breaks the line' },
        ]}
        onPick={(value) => setEnterSends(value === 'sends')}
      />
    </Part>
  )
}
