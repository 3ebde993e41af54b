import type { FoundRow } from '@parley/engine'
import type { Destination } from '../switcher/destination.ts'
import { roomTag } from './room-words.ts'

/** A place the switcher found, in words. */
export function destinationOf(row: FoundRow): Destination {
  if (row.kind === 'person') {
    const { id, name, handle } = row.person
    return { key: id, title: name, hint: `@${handle}`, face: { id, name } }
  }
  const { id, title, other, unread } = row.room
  return {
    key: id,
    title,
    hint: roomTag(row.room),
    face: { id: other ?? id, name: title },
    unread,
  }
}
