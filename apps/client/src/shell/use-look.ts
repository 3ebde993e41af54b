import type { RoomRow } from '@parley/engine'
import { limits, type PersonId, type RoomId } from '@parley/protocol'
import { useEffect } from 'react'
import { useQuery } from '../data/queries.ts'
import { useSession } from '../data/session.ts'

/**
 * Tells the engine what is looked at: the open room, and the people whose presence shows: its members, and everyone of whom
 * the list has a conversation; as many as a connection may, those of the open room first.
 */
export function useLook(room: RoomId | undefined, rooms: readonly RoomRow[]): void {
  const { engine, onFault } = useSession()
  const view = useQuery<'room'>(room ? { name: 'room', args: { room } } : null)?.room
  const isHeld = room !== undefined && rooms.some((row) => row.id === room)
  const members = view?.members.map(({ id }) => id) ?? []
  const people = [...new Set([...members, ...rooms.flatMap((row) => row.other ?? [])])]
    .slice(0, limits.lookPeople)
    .join(' ')
  useEffect(() => {
    const seen = people === '' ? [] : (people.split(' ') as PersonId[])
    engine.look(room === undefined || !isHeld ? [] : [room], seen).catch(onFault)
  }, [engine, room, isHeld, people, onFault])
}
