/** A key as it was pressed. `mod` is Control, or Command on a Mac. */
export interface PressedKey {
  readonly key: string
  readonly shift: boolean
  readonly alt: boolean
  readonly mod: boolean
}

export type ShellAct =
  | 'previousRoom'
  | 'nextRoom'
  | 'previousUnread'
  | 'nextUnread'
  | 'switch'
  | 'filter'
  | 'keys'

/** What a key does wherever the focus is (C4); undefined leaves it to whoever has the focus. */
export function actOfKey({ key, shift, alt, mod }: PressedKey): ShellAct | undefined {
  if (alt && !mod) {
    if (key === 'ArrowUp') return shift ? 'previousUnread' : 'previousRoom'
    if (key === 'ArrowDown') return shift ? 'nextUnread' : 'nextRoom'
    return undefined
  }
  if (!mod || alt) return undefined
  if (key.toLowerCase() === 'k' && !shift) return 'switch'
  if (key.toLowerCase() === 'f' && shift) return 'filter'
  if (key === '/' || key === '?') return 'keys'
  return undefined
}

/** All keys there are, for the sheet (Ctrl+/). `Mod` as in keyLabel. */
export const keySheet: readonly {
  readonly title: string
  readonly keys: readonly { readonly what: string; readonly chords: readonly string[] }[]
}[] = [
  {
    title: 'Anywhere',
    keys: [
      { what: 'Go to a room, a person or a command', chords: ['Mod+K'] },
      { what: 'Filter the rooms', chords: ['Mod+Shift+F'] },
      { what: 'Previous or next room', chords: ['Alt+Up', 'Alt+Down'] },
      { what: 'Previous or next unread room', chords: ['Alt+Shift+Up', 'Alt+Shift+Down'] },
      { what: 'This sheet', chords: ['Mod+/'] },
    ],
  },
  {
    title: 'Writing',
    keys: [
      { what: 'Send', chords: ['Enter'] },
      { what: 'New line', chords: ['Shift+Enter', 'Alt+Enter', 'Ctrl+Enter'] },
      { what: 'Edit your last message', chords: ['Up'] },
      { what: 'Name someone, or an emoji', chords: ['@', ':'] },
      { what: 'Close the list, or cancel an edit or reply', chords: ['Esc'] },
    ],
  },
  {
    title: 'On a message',
    keys: [
      { what: 'Walk the messages', chords: ['Up', 'Down'] },
      { what: 'Oldest or newest here', chords: ['Home', 'End'] },
      { what: 'Reply', chords: ['R'] },
      { what: 'Forward', chords: ['F'] },
      { what: 'Pin or unpin', chords: ['P'] },
      { what: 'Save for later, or no longer', chords: ['S'] },
      { what: 'Copy its text, or a link to it', chords: ['C', 'L'] },
      { what: 'Edit', chords: ['E'] },
      { what: 'Mark as unread', chords: ['U'] },
      { what: 'Delete', chords: ['Del'] },
      { what: 'Everything else', chords: ['Shift+F10'] },
    ],
  },
]

/** The room a step away from the open one; with none open, the first or last. Undefined where there is none. */
export function roomAt<R extends { readonly id: string }>(
  rooms: readonly R[],
  openId: string | undefined,
  step: 1 | -1,
  wanted: (room: R) => boolean,
): R | undefined {
  const at = rooms.findIndex((room) => room.id === openId)
  const from = at < 0 && step < 0 ? rooms.length : at
  for (let index = from + step; index >= 0 && index < rooms.length; index += step) {
    const room = rooms[index]
    if (room !== undefined && wanted(room)) return room
  }
  return undefined
}
