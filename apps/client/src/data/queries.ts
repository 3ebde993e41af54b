import type {
  FailedRow,
  LostDraft,
  PersonRow,
  Query,
  QueryName,
  ResultOf,
  RoomRow,
  RoomView,
  SavedRow,
  ScheduleRow,
  StatusView,
} from '@parley/engine'
import type { PersonId, PresenceState, RoomId } from '@parley/protocol'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { keyOf, resultOf, type Shown } from './feeds.ts'
import { useSession } from './session.ts'

type QueryOf<N extends QueryName> = Extract<Query, { name: N }>

/**
 * A live query for as long as the component stands; undefined before the first answer, and while there is nothing to ask (null).
 * Equal queries share one subscription.
 */
export function useQuery<N extends QueryName>(query: QueryOf<N> | null): ResultOf<N> | undefined {
  const { feeds } = useSession()
  const key = query && keyOf(query)
  // The query is what its key says.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => (query ? feeds.watch(query) : undefined), [feeds, key])
  return useStore(feeds.shown, (shown: Shown) => (query ? resultOf<N>(shown, query) : undefined))
}

/** The last value that was known, while the next one is on its way. */
export function useHeld<T>(value: T | undefined): T | undefined {
  const [held, hold] = useState(value)
  if (value !== undefined && value !== held) hold(value)
  return value ?? held
}

const noRooms: readonly RoomRow[] = []
const noPeople: readonly PersonRow[] = []
const noFailed: readonly FailedRow[] = []
const noDrafts: readonly LostDraft[] = []
const noSchedules: readonly ScheduleRow[] = []
const noSaved: readonly SavedRow[] = []
const nobody: readonly PersonId[] = []

/** Latest talk first; `loading` until the cache has answered. */
export function useRooms(): { readonly rooms: readonly RoomRow[]; readonly loading: boolean } {
  const result = useQuery<'rooms'>({ name: 'rooms', args: {} })
  return { rooms: result?.rows ?? noRooms, loading: result === undefined }
}

/** Undefined while loading, null when the person is not in it. */
export function useRoom(room: RoomId): RoomView | null | undefined {
  return useQuery<'room'>({ name: 'room', args: { room } })?.room
}

export function useStatus(): StatusView | undefined {
  return useQuery<'status'>({ name: 'status', args: {} })
}

export function usePeople(): readonly PersonRow[] {
  return useQuery<'people'>({ name: 'people', args: {} })?.rows ?? noPeople
}

/** Whom this person has blocked, with what is queued. */
export function useBlocked(): ReadonlySet<PersonId> {
  const rows = useQuery<'blocked'>({ name: 'blocked', args: {} })?.rows
  return useMemo(() => new Set(rows?.map(({ id }) => id)), [rows])
}

export function useFailed(): readonly FailedRow[] {
  return useQuery<'failed'>({ name: 'failed', args: {} })?.rows ?? noFailed
}

/** What was being written in rooms that are lost. */
export function useLostDrafts(): readonly LostDraft[] {
  return useQuery<'failed'>({ name: 'failed', args: {} })?.lostDrafts ?? noDrafts
}

/** What is kept for later, latest first. */
export function useSaved(): readonly SavedRow[] {
  return useQuery<'saved'>({ name: 'saved', args: {} })?.rows ?? noSaved
}

/** What will be sent, the next first, and what could not be. */
export function useSchedules(): readonly ScheduleRow[] {
  return useQuery<'schedules'>({ name: 'schedules', args: {} })?.rows ?? noSchedules
}

export function useTyping(room: RoomId): readonly PersonId[] {
  return useQuery<'typing'>({ name: 'typing', args: { room } })?.people ?? nobody
}

export function usePresence(): ReadonlyMap<PersonId, PresenceState> {
  const result = useQuery<'presence'>({ name: 'presence', args: {} })
  return useMemo(() => new Map(result?.rows.map(({ id, state }) => [id, state])), [result])
}

/** What was written in a room and not sent; undefined while loading. */
export function useDraft(room: RoomId) {
  return useQuery<'draft'>({ name: 'draft', args: { room } })?.draft
}

/** Whether a room stands in the list itself: not put away, and not hidden until its next message. */
export function isListed({ archived, hidden }: RoomRow): boolean {
  return !archived && !hidden
}

/** What the page and the system tell of. An archived room keeps its count to itself. */
export function totalUnread(rooms: readonly RoomRow[]): number {
  return rooms.reduce((sum, room) => sum + (isListed(room) ? room.unread : 0), 0)
}
