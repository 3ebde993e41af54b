import { z } from 'zod'
import { entrySchema } from '../entries.ts'
import { entryIdSchema, roomIdSchema, seqSchema } from '../ids.ts'
import { itemSchema } from '../messages/item.ts'
import { roomStateSchema } from '../rooms/room.ts'

/**
 * What lies uncached below a page: messages past the person's mark, not theirs, not deleted, at or below the page's `from`;
 * and those of them that mention the person.
 */
export const holeCountSchema = z.object({
  unread: z.number().int().min(0),
  mentions: z.number().int().min(0),
})
export type HoleCount = z.infer<typeof holeCountSchema>

/** Items covering (from, to] of a room as they stood when its head was `asOf`. */
export const itemPageSchema = z.object({
  from: seqSchema,
  to: seqSchema,
  asOf: seqSchema,
  items: z.array(itemSchema),
  hole: holeCountSchema,
})
export type ItemPage = z.infer<typeof itemPageSchema>

/** One room's answer to a pull. */
export const roomPageSchema = z.discriminatedUnion('kind', [
  /** The entries (from, from + entries.length], dense; `head` tells whether more follow. */
  z.object({
    kind: z.literal('entries'),
    room: roomIdSchema,
    from: seqSchema,
    head: seqSchema,
    entries: z.array(entrySchema),
  }),
  /**
   * The room as it stands at `page.asOf`, with its latest items. `id` is the id of the entry at `asOf`. `why`: `new`, the room
   * was not cached; `far`, cached items stay good after a changes pull; `reset`, the cached log was another one: drop it.
   */
  z.object({
    kind: z.literal('snapshot'),
    room: roomIdSchema,
    why: z.enum(['new', 'far', 'reset']),
    id: entryIdSchema,
    state: roomStateSchema,
    page: itemPageSchema,
    /** The latest item by the person themselves below the page, 0 for none: own posts count as reading (SPEC U1). */
    ownLastPost: seqSchema,
  }),
  /** The person is not in this room (any more). */
  z.object({ kind: z.literal('gone'), room: roomIdSchema }),
])
export type RoomPage = z.infer<typeof roomPageSchema>
