import type { Command, CommandId, CommandOf, Lineage, PersonId, RoomId } from '@parley/protocol'
import type { SystemCommand } from '../port.ts'

export const lineage = '00000000-0000-7000-8000-000000000000' as Lineage

/** Ids that differ by their number only, so that a failure names them. */
export const idOf = (n: number) =>
  `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as CommandId
export const roomIdOf = (n: number) =>
  `11111111-0000-7000-8000-${String(n).padStart(12, '0')}` as RoomId
export const personIdOf = (n: number) =>
  `22222222-0000-7000-8000-${String(n).padStart(12, '0')}` as PersonId

export type Body = (Command | SystemCommand)['body']
export function personPut(id: PersonId, handle: string, email: string | null = null): Body {
  const name = handle[0]?.toUpperCase() + handle.slice(1)
  return {
    kind: 'person.put',
    person: { id, handle, name, kind: 'person', timeZone: null, photo: null, status: null },
    email,
  }
}

export function roomCreate(
  given: Pick<CommandOf<'room.create'>, 'room'> & Partial<CommandOf<'room.create'>>,
): CommandOf<'room.create'> {
  return {
    kind: 'room.create',
    roomKind: 'group',
    title: given.roomKind === 'direct' ? '' : 'Plans',
    topic: '',
    contractTitle: null,
    people: [],
    ...given,
  }
}
