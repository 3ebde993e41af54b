import type { MessageId, PersonId, RoomId } from '@parley/protocol'
import { createContext, useContext } from 'react'

/** What stands over the rooms, one at a time. */
export type ShownDialog =
  | { readonly kind: 'switcher' }
  | { readonly kind: 'new-room' }
  | { readonly kind: 'invite'; readonly room: RoomId }
  | { readonly kind: 'details'; readonly room: RoomId }
  | { readonly kind: 'hire'; readonly room: RoomId }
  | { readonly kind: 'profile'; readonly person: PersonId }
  | { readonly kind: 'block'; readonly person: PersonId; readonly name: string }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'forward'; readonly room: RoomId; readonly message: MessageId }
  | { readonly kind: 'versions'; readonly room: RoomId; readonly message: MessageId }
  | { readonly kind: 'why-unread'; readonly room: RoomId }
  | { readonly kind: 'saved' }
  | { readonly kind: 'scheduled'; readonly room: RoomId }
  | {
      readonly kind: 'send-later'
      readonly room: RoomId
      /** The one to move. */
      readonly schedule?: MessageId
      /** Takes the time for what is being written. */
      readonly onPick?: (at: number) => void
    }
  /** `back`: the list of what is saved stands behind it. */
  | {
      readonly kind: 'remind'
      readonly room: RoomId
      readonly message: MessageId
      readonly back?: boolean
    }
  | { readonly kind: 'failed' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'sign-out' }
  | {
      readonly kind: 'confirm'
      readonly title: string
      readonly text: string
      /** What happens, on the button. */
      readonly action: string
      readonly onConfirm: () => void
    }

/** What any part of the main screen may ask of it. */
export type Shell = {
  readonly show: (dialog: ShownDialog) => void
  readonly openRoom: (room: string) => void
  readonly openMessage: (room: string, message: string) => void
  /** A link in a text: one of this server's rooms opens here, any other outside. */
  readonly openLink: (href: string) => void
  /** To no room: the open one is put out of sight. */
  readonly leaveRoom: () => void
  /** The conversation with someone: the one that stands, or a new one. */
  readonly openDirect: (person: PersonId) => void
  /** A short note; `undo` takes back what it tells of. */
  readonly tell: (what: string, undo?: () => void) => void
  /** What was written could not be kept on this device; it is still in sight. */
  readonly notKept: (cause: unknown) => void
  /** Waits for an intent; a failure is shown. */
  readonly run: (intent: Promise<void>) => void
}

export const ShellContext = createContext<Shell | null>(null)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (shell === null) throw new Error('this component stands outside the main screen')
  return shell
}
