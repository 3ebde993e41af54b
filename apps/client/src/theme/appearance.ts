/** What a person chose for their eyes; each device keeps its own. */
export interface Appearance {
  readonly theme: 'light' | 'dark' | 'system'
  readonly textSize: 'small' | 'normal' | 'large' | 'largest'
  readonly density: 'comfortable' | 'compact'
}

/** Writes the choice onto the root element, where tokens.css reads it. */
export function showAppearance(root: HTMLElement, appearance: Appearance): void {
  root.dataset['theme'] = appearance.theme
  root.dataset['textSize'] = appearance.textSize
  root.dataset['density'] = appearance.density
}
