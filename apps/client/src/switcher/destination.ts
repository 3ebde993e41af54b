import type { ReactNode } from 'react'

/** Something the switcher leads to, in words. */
export interface Destination {
  /** Unique in the list; comes back when it is chosen. */
  readonly key: string
  readonly title: string
  /** "@bob", "Contract · ended": what tells it from its like. */
  readonly hint?: string | undefined
  /** Whose colour and initials, for rooms and people; commands have an icon. */
  readonly face?: { readonly id: string; readonly name: string }
  readonly icon?: ReactNode
  readonly unread?: number
  /** The keys that do the same, ready to read. */
  readonly keys?: string | undefined
}

export interface DestinationGroup {
  readonly title: string
  readonly items: readonly Destination[]
}
