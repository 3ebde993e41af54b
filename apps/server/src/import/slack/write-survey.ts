import type { ExportItem } from './events.ts'
import type { RoomEvent } from './room-reader.ts'

/** What has to be known of a room before its first entry is written. People are Slack's keys. */
export type RoomSurvey = {
  firstAt: number | null
  /** They act before, or without, any record of their joining: they were there when the export begins. */
  early: Set<string>
  /** Their first record in the room is that they joined. */
  joiners: Set<string>
  /** Its topic is set by a record, so the room begins without one. */
  setsTopic: boolean
}

/**
 * Reads the export once before it is written, so that a room can begin with exactly those who were in it. Keeps people and
 * times, no texts: its size follows the number of memberships. By room key.
 */
export async function surveyExport(
  items: AsyncIterable<ExportItem>,
  onItem: (item: ExportItem) => Promise<void>,
): Promise<Map<string, RoomSurvey>> {
  const rooms = new Map<string, RoomSurvey>()
  for await (const item of items) {
    await onItem(item)
    // Two folders may belong to one room.
    if (item.type === 'room' && !rooms.has(item.key)) rooms.set(item.key, emptySurvey())
    if (isEvent(item)) note(rooms.get(item.roomKey), item)
  }
  return rooms
}

export function emptySurvey(): RoomSurvey {
  return { firstAt: null, early: new Set(), joiners: new Set(), setsTopic: false }
}

export function isEvent(item: ExportItem): item is RoomEvent {
  return item.type === 'message' || item.type === 'tombstone' || item.type === 'system'
}

function note(room: RoomSurvey | undefined, event: RoomEvent): void {
  if (!room) return
  room.firstAt = Math.min(room.firstAt ?? event.at, event.at)
  if (event.type === 'system') {
    if (event.kind === 'topic') room.setsTopic = true
    const isFirst = !room.early.has(event.actorKey)
    if (event.kind === 'join' && isFirst) room.joiners.add(event.actorKey)
  }
  for (const key of actorsOf(event)) if (!room.joiners.has(key)) room.early.add(key)
}

/** Everyone who has to be known in the room for the record to be readable: its author, and who reacted to it. */
export function actorsOf(event: RoomEvent): string[] {
  const own = event.type === 'system' ? event.actorKey : event.authorKey
  const reactors =
    event.type === 'tombstone' ? [] : event.reactions.flatMap(({ userKeys }) => userKeys)
  return [...new Set([own, ...reactors])]
}
