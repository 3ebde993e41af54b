import { abilities, can, memberOf, type Ability, type RoomId } from '@parley/protocol'
import { byRoom, shownRoom, type ShownRoom } from '../overlay/rooms.ts'
import type { Computed, QueryContext } from './context.ts'
import { countPast, otherOf } from './rooms.ts'
import type { ResultOf, RoomView } from './views.ts'

/** One room, or null while nothing is known of it or once it is lost. */
export function room(
  context: QueryContext,
  { room: id }: { room: RoomId },
): Computed<ResultOf<'room'>> {
  const cached = context.cache.read((tx) => tx.room(id))
  const rows = byRoom(context.queue.rows()).get(id) ?? []
  const shown = shownRoom(id, cached, rows, context.author, (from) =>
    context.cache.read((tx) => countPast(tx, context, id, from)),
  )
  return {
    result: { room: shown && viewOf(context, shown) },
    keys: [`room:${id}`, 'outbox', 'people', 'values:favourite', 'values:archived', 'values:block'],
  }
}

function viewOf(
  context: QueryContext,
  { room: shown, mark, delivery }: ShownRoom,
): RoomView | null {
  const { state } = shown
  if (!state) return null
  const { me } = context.author
  const standing = memberOf(state, me.id)
  if (!standing) return null
  const other = state.kind === 'direct' ? otherOf(context, shown.id) : null
  const present = state.members.filter((member) => member.left === null)
  const names = Object.keys(abilities) as Ability[]
  return {
    id: shown.id,
    kind: state.kind,
    title: other ? context.person(other).name : state.title,
    topic: state.topic,
    contract: state.contract,
    other: other && context.person(other),
    blocked: other !== null && context.values('block').has(other),
    role: standing.role,
    abilities: names.filter((ability) => can(standing.role, state, ability)),
    members: present.map(({ person, role }) => ({
      id: person.id,
      person: person.id === me.id ? me : person,
      role,
    })),
    formerMembers: state.members
      .filter((member) => member.left !== null)
      .map(({ person }) => person),
    favourite: context.values('favourite').has(shown.id),
    archived: context.values('archived').has(shown.id),
    unread: shown.unread,
    markedUnread: mark.unreadAt !== null,
    pins: state.pins,
    delivery,
  }
}
