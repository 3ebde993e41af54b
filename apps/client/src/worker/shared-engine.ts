import type { EngineApi, EngineEvents } from '@parley/engine'
import { limits, type PersonId, type RoomId } from '@parley/protocol'

/** One tab's side of the engine. */
export type Seat = EngineApi & {
  /** Ends the tab's subscriptions and what it looked at. */
  leave(): void
}

/** One engine for several tabs. */
export type SharedEngine = { join(events: EngineEvents): Seat }

type Tab = {
  events: EngineEvents
  /** The tab's own subscription ids, to the engine's. */
  ids: Map<number, number>
  rooms: readonly RoomId[]
  people: readonly PersonId[]
  active: boolean
}

/**
 * Lets several tabs use one engine: subscription ids are each tab's own, what they look at adds up, and the person is active
 * when any tab is.
 */
export function shareEngine(start: (events: EngineEvents) => EngineApi): SharedEngine {
  const tabs = new Set<Tab>()
  const routes = new Map<number, { tab: Tab; id: number }>()
  let lastId = 0
  const engine = start({
    difference(id, difference) {
      const route = routes.get(id)
      route?.tab.events.difference(route.id, difference)
    },
  })
  const look = () => {
    const all = [...tabs]
    const rooms = new Set(all.flatMap((tab) => tab.rooms))
    const people = new Set(all.flatMap((tab) => tab.people))
    return engine.look(
      [...rooms].slice(0, limits.lookRooms),
      [...people].slice(0, limits.lookPeople),
    )
  }
  const active = () => engine.active([...tabs].some((tab) => tab.active))

  const end = async (tab: Tab, id: number): Promise<void> => {
    const shared = tab.ids.get(id)
    if (shared === undefined) return
    tab.ids.delete(id)
    routes.delete(shared)
    await engine.unsubscribe(shared)
  }

  return {
    join(events) {
      const tab: Tab = { events, ids: new Map(), rooms: [], people: [], active: false }
      tabs.add(tab)
      return {
        async subscribe(id, query) {
          await end(tab, id)
          lastId += 1
          tab.ids.set(id, lastId)
          routes.set(lastId, { tab, id })
          await engine.subscribe(lastId, query)
        },
        unsubscribe: (id) => end(tab, id),
        enqueue: (commands) => engine.enqueue(commands),
        retry: (failed, id) => engine.retry(failed, id),
        discard: (command) => engine.discard(command),
        rewrite: (command, text) => engine.rewrite(command, text),
        saveDraft: (room, draft) => engine.saveDraft(room, draft),
        look(rooms, people) {
          tab.rooms = rooms
          tab.people = people
          return look()
        },
        typing: (room, on) => engine.typing(room, on),
        active(is) {
          tab.active = is
          return active()
        },
        locate: (room, id) => engine.locate(room, id),
        versions: (room, message, before) => engine.versions(room, message, before),
        findPerson: (query) => engine.findPerson(query),
        connectNow: () => engine.connectNow(),
        close: (queue) => engine.close(queue),
        leave() {
          tabs.delete(tab)
          for (const id of tab.ids.keys()) void end(tab, id)
          void look()
          void active()
        },
      }
    },
  }
}
