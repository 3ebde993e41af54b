import type { CommandId, EntryId, RoomId } from '@parley/protocol'

export type Draft = { readonly text: string; readonly replyTo: EntryId | null }

/** A message being changed: what was said stays beside the draft until it is saved or given up. */
export type Editing = {
  readonly message: EntryId
  readonly was: string
  readonly text: string
  readonly unsent: boolean
  /** The refused command it came with, when it was not sent at all. */
  readonly failed: CommandId | null
}

/** What was begun in the rooms and stands nowhere else, for as long as the page does: another room may show meanwhile. */
export type Begun = {
  readonly edits: Map<RoomId, Editing>
  /** Drafts that this device could not keep. */
  readonly drafts: Map<RoomId, Draft>
  /** Typed before the kept draft was known, which it is to follow. */
  readonly typed: Map<RoomId, Draft>
}

/** What was typed, after the kept draft: there the caret stands. */
export function following(kept: Draft | null, typed: Draft): Draft {
  if (kept === null) return typed
  return {
    text: [kept.text, typed.text].filter((text) => text.trim() !== '').join('\n'),
    replyTo: typed.replyTo ?? kept.replyTo,
  }
}

export const nothingBegun = (): Begun => ({ edits: new Map(), drafts: new Map(), typed: new Map() })
