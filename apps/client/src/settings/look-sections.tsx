import { useSetting } from '../data/settings.ts'
import { appearanceWords } from '../words/appearance-words.ts'
import { Choice } from './choice.tsx'
import { Part } from './part.tsx'

/** How Parley looks on this device. */
export function AppearanceSection() {
  const [theme, setTheme] = useSetting('theme')
  const [textSize, setTextSize] = useSetting('textSize')
  const [density, setDensity] = useSetting('density')
  return (
    <Part title="On this device">
      <Choice label="Theme" value={theme} options={appearanceWords.theme} onPick={setTheme} />
      <Choice
        label="Text size"
        value={textSize}
        options={appearanceWords.textSize}
        onPick={setTextSize}
      />
      <Choice
        label="Spacing"
        value={density}
        options={appearanceWords.density}
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
