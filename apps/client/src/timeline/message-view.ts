/** What the screen knows of a person beside a message. */
export interface PersonFace {
  readonly id: string
  readonly name: string
}

export interface ReactionView {
  readonly emoji: string
  readonly count: number
  readonly mine: boolean
  /** Some of the people, for the hint; the count may be larger. */
  readonly names: readonly string[]
}

export type QuoteView =
  | { readonly kind: 'text'; readonly id: string; readonly author: string; readonly text: string }
  | { readonly kind: 'deleted' }
  /** By someone this person blocked. */
  | { readonly kind: 'folded' }
  /** Not on this device yet. */
  | { readonly kind: 'missing' }

/** Another message's words, passed on. */
export interface ForwardedView {
  readonly author: string
  /** "today at 09:12" */
  readonly moment: string
  readonly text: string
  /** Where it was said; left out where this reader cannot look. */
  readonly from?: { readonly room: string; readonly message: string; readonly title: string }
}

export type MessageDelivery =
  | { readonly kind: 'sent' }
  /** `note` ends the message: "queued, sends when you are back online". */
  | {
      readonly kind: 'queued'
      readonly note: string
      /** The message itself waits, not a change of it: it can be given up. */
      readonly unsent: boolean
    }
  /**
   * `reason` says what happened and what to do, in a sentence. `final`: the same again gets the same answer. `hasText`: words were
   * refused, and others may be tried; a refused delete has none.
   */
  | {
      readonly kind: 'failed'
      readonly reason: string
      readonly final: boolean
      readonly hasText: boolean
    }

/** A message ready to draw; its text is drawn by whoever fills the slot. */
export interface MessageView {
  readonly id: string
  readonly author: PersonFace
  readonly own: boolean
  /** As it was written, in markup; empty once deleted. */
  readonly text: string
  /** "09:12" */
  readonly time: string
  /** "Monday 23 November 2026, 09:12:41" */
  readonly fullTime: string
  /** ISO 8601, for machines. */
  readonly isoTime: string
  readonly quote?: QuoteView
  readonly forwarded?: ForwardedView
  readonly reactions: readonly ReactionView[]
  /** "edited Monday at 09:14"; left out when never edited. */
  readonly edited?: string
  readonly deleted: boolean
  /** By someone this person blocked: not read until they show it. */
  readonly folded?: boolean
  /** Held up for everyone in the room. */
  readonly pinned: boolean
  /** Kept by this person for later. */
  readonly saved: boolean
  readonly mentionsMe: boolean
  readonly delivery: MessageDelivery
  /** What the ability table allows this person here; nothing else is offered. */
  readonly can: {
    readonly react: boolean
    readonly reply: boolean
    readonly forward: boolean
    readonly pin: boolean
    readonly save: boolean
    readonly edit: boolean
    readonly delete: boolean
  }
}

export interface NoticeView {
  readonly id: string
  /** "Mei Tanaka joined" */
  readonly text: string
  readonly time: string
  readonly isoTime: string
  /** The message it is about. */
  readonly message?: string
}

/** What a row of the timeline asks for. Leave one out and it is not offered. */
export interface MessageIntents {
  readonly onReact: (messageId: string, emoji: string) => void
  readonly onReply: (messageId: string) => void
  readonly onEdit: (messageId: string) => void
  readonly onForward: (messageId: string) => void
  readonly onPin: (messageId: string, on: boolean) => void
  readonly onSave: (messageId: string, on: boolean) => void
  /** Asks when to be reminded of it. */
  readonly onRemind: (messageId: string) => void
  /** What it said before it was edited. */
  readonly onVersions: (messageId: string) => void
  readonly onDelete: (messageId: string) => void
  readonly onCopyText: (messageId: string) => void
  readonly onCopyLink?: (messageId: string) => void
  readonly onMarkUnread?: (messageId: string) => void
  readonly onRetry: (messageId: string) => void
  readonly onEditFailed: (messageId: string) => void
  /** Gives up what failed. */
  readonly onDiscard: (messageId: string) => void
  /** Gives up a message that waits to be sent. */
  readonly onWithdraw: (messageId: string) => void
  readonly onOpenMessage: (messageId: string) => void
  /** A message of another room. */
  readonly onOpenSource: (room: string, messageId: string) => void
  readonly onOpenPerson: (personId: string) => void
}
