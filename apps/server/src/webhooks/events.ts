import type { Entry, EntryKind, Person, RoomState } from '@parley/protocol'
import { z } from 'zod'

/** What a webhook may be told: kinds of entries of a room's log, so that the log itself is the list of what is still to be told. */
const told = [
  'room.created',
  'room.changed',
  'contract.started',
  'contract.ended',
  'member.joined',
  'member.left',
  'role.changed',
  'message.posted',
  'message.edited',
  'message.deleted',
] as const satisfies readonly EntryKind[]

export const webhookEventSchema = z.enum(told)
export type WebhookEvent = z.infer<typeof webhookEventSchema>

export const isMessageEvent = (event: WebhookEvent) => event.startsWith('message.')

export function eventOf(entry: Entry): WebhookEvent | null {
  return webhookEventSchema.safeParse(entry.body.kind).data ?? null
}

/** A room as a webhook is told of it: as it is when the event is sent. */
export type ToldRoom = {
  id: string
  externalKey: string | null
  url: string
  kind: RoomState['kind']
  title: string
}

/**
 * The body of a webhook's request, as JSON. `id` names the event for good: who gets it twice knows it by that. `data` is the
 * entry as SPEC has it; a message that was deleted meanwhile has lost its words here, too.
 */
export function eventText(entry: Entry, room: ToldRoom, by: Person | null): string {
  const { kind, ...data } = entry.body
  return JSON.stringify({
    id: entry.id,
    type: kind,
    at: entry.at,
    seq: entry.seq,
    room,
    by: by && { id: by.id, handle: by.handle, name: by.name, kind: by.kind },
    data,
  })
}
