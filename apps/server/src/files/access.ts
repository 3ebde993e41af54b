import type { PersonId } from '@parley/protocol'
import type { Reads } from '../store/port.ts'
import type { StoredFile } from './file.ts'

/**
 * Whether the person may fetch the file now (SPEC F2); asked at every fetch. A room's file: its members. A photo, while it is
 * one: whoever is signed in, since everyone may find anyone by their handle. Anything else is its owner's alone.
 */
export function mayFetch(
  read: Pick<Reads, 'isMember' | 'person'>,
  { id, room, owner }: StoredFile,
  person: PersonId,
): boolean {
  if (room !== null) return read.isMember(room, person)
  return person === owner || read.person(owner)?.photo === id
}
