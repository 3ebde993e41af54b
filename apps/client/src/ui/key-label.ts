const macSymbols: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }

/**
 * A chord as people read it on their machine: `Mod+Shift+F` is `⇧⌘F` on a Mac and `Ctrl Shift F` elsewhere.
 * `Mod` is the command key there and Control here.
 */
export function keyLabel(chord: string, onMac: boolean): string {
  const keys = chord.split('+').map((key) => key.replace('Up', '↑').replace('Down', '↓'))
  if (!onMac) return keys.map((key) => (key === 'Mod' ? 'Ctrl' : key)).join(' ')
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod']
  const modifiers = order.filter((key) => keys.includes(key)).map((key) => macSymbols[key])
  return [...modifiers, ...keys.filter((key) => !order.includes(key))].join('')
}
