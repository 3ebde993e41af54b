import {
  commandIdSchema,
  entryIdSchema,
  roomIdSchema,
  type CommandId,
  type EntryId,
  type RoomId,
} from '@parley/protocol'
import { z } from 'zod'

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
  /** These outlive a reload. */
  readonly edits: Edits
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

export const nothingBegun = (edits: Edits): Begun => ({
  edits,
  drafts: new Map(),
  typed: new Map(),
})

export type Edits = {
  get(room: RoomId): Editing | undefined
  set(room: RoomId, editing: Editing): void
  delete(room: RoomId): void
  /** The person signs out: nothing of theirs stays. */
  forget(): void
}

/** What the tab keeps over a reload, as JSON, and drops when it is closed. */
export type Kept = { get(): unknown; set(value: unknown): void }

const keptSchema = z.object({
  person: z.string(),
  edits: z.array(
    z.tuple([
      roomIdSchema,
      z.object({
        message: entryIdSchema,
        was: z.string(),
        text: z.string(),
        unsent: z.boolean(),
        failed: commandIdSchema.nullable(),
      }),
    ]),
  ),
})

/** The edits begun by `person` in this tab. Another person's are dropped. */
export function keptEdits(kept: Kept, person: string): Edits {
  const found = keptSchema.safeParse(kept.get())
  const edits = new Map<RoomId, Editing>(
    found.success && found.data.person === person ? found.data.edits : [],
  )
  const keep = () => kept.set(edits.size === 0 ? null : { person, edits: [...edits] })
  return {
    get: (room) => edits.get(room),
    set(room, editing) {
      edits.set(room, editing)
      keep()
    },
    delete(room) {
      if (edits.delete(room)) keep()
    },
    forget() {
      edits.clear()
      keep()
    },
  }
}
