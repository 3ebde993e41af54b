/** A key as it was pressed; `composing` while an input method still builds the character. */
export interface PressedKey {
  readonly key: string
  readonly shift: boolean
  readonly alt: boolean
  readonly ctrl: boolean
  readonly meta: boolean
  readonly composing: boolean
}

export interface ComposeSituation {
  /** The gear's choice: what a bare Enter does. */
  readonly enterSends: boolean
  readonly empty: boolean
  readonly completing: boolean
  readonly editing: boolean
  readonly replying: boolean
}

export type ComposeAct =
  | 'send'
  | 'newLine'
  | 'editLast'
  | 'completionNext'
  | 'completionPrevious'
  | 'completionTake'
  | 'completionClose'
  | 'cancelEdit'
  | 'cancelReply'

/**
 * What a key does where one writes (C3, C4); undefined leaves it to the browser. Enter sends and Alt, Ctrl or Shift+Enter make
 * a line; the other way round Enter makes a line and Ctrl or Cmd+Enter sends.
 */
export function actOfKey(pressed: PressedKey, situation: ComposeSituation): ComposeAct | undefined {
  if (pressed.composing) return undefined
  const modified = pressed.shift || pressed.alt || pressed.ctrl || pressed.meta
  if (situation.completing && !modified) {
    const act = completionAct(pressed.key)
    if (act !== undefined) return act
  }
  switch (pressed.key) {
    case 'Enter':
      return enterAct(pressed, situation.enterSends, modified)
    case 'ArrowUp':
      return situation.empty && !modified && !situation.editing ? 'editLast' : undefined
    case 'Escape':
      if (situation.editing) return 'cancelEdit'
      return situation.replying ? 'cancelReply' : undefined
    default:
      return undefined
  }
}

function completionAct(key: string): ComposeAct | undefined {
  switch (key) {
    case 'ArrowDown':
      return 'completionNext'
    case 'ArrowUp':
      return 'completionPrevious'
    case 'Enter':
    case 'Tab':
      return 'completionTake'
    case 'Escape':
      return 'completionClose'
    default:
      return undefined
  }
}

function enterAct(
  pressed: PressedKey,
  enterSends: boolean,
  modified: boolean,
): ComposeAct | undefined {
  if (enterSends) {
    if (!modified) return 'send'
    // The browser breaks the line at Shift+Enter by itself, and keeps its undo history.
    return pressed.shift && !pressed.alt && !pressed.ctrl && !pressed.meta ? undefined : 'newLine'
  }
  return (pressed.ctrl || pressed.meta) && !pressed.shift && !pressed.alt ? 'send' : undefined
}
