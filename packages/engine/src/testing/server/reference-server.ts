import {
  headSum,
  isFinal,
  parseClientFrame,
  protocolVersion,
  readUpTo,
  roomOfCommand,
  type ClientFrame,
  type Command,
  type Entry,
  type EntryId,
  type ErrorCode,
  type Lineage,
  type Person,
  type PersonalItem,
  type PersonalValue,
  type PersonId,
  type RoomId,
  type Seq,
  type ServerFrame,
} from '@parley/protocol'
import type { Chance, Clock } from '../../ports.ts'
import type { Acceptor, ServerSocket } from '../link.ts'
import {
  appendEntry,
  isMember,
  markOf,
  ownLastPost,
  personalLog,
  setPersonal,
  type ServerData,
} from './data.ts'
import { decideCommand, type Decision } from './decide.ts'
import {
  changedItems,
  headsOf,
  itemPage,
  pageSizes,
  personalPage,
  pullRooms,
  versionsOf,
  type PageSizes,
} from './pages.ts'

export type ReferenceServer = Acceptor & {
  data(): ServerData
  /** Ends every socket; all that was acknowledged stays. */
  restart(): void
  /** A copy of everything, for `restore`. */
  backUp(): ServerData
  /** Goes back to a copy, under a lineage of its own. */
  restore(copy: ServerData): void
  /** A command as if it came from one of the person's devices. */
  command(by: PersonId, command: Command): void
  /** Ends the person's sockets with a code. */
  close(person: PersonId, code: ErrorCode): void
  sizes: PageSizes
  /** Likelihood that a command is refused for now. */
  busy: { likelihood: number }
}

type DecisionOf<K extends Decision['kind']> = Extract<Decision, { kind: K }>

type Session = {
  socket: ServerSocket
  person: PersonId | null
  looks: { rooms: Set<RoomId>; people: Set<PersonId> }
}

/**
 * The protocol's other side as plainly as it can be written, over the protocol's own folds: one process, everything in
 * memory, durable at once. The bearer in `hello` is the person's id.
 */
export function createReferenceServer(deps: {
  clock: Clock
  chance: Chance
  people: readonly Person[]
  sizes?: Partial<PageSizes>
}): ReferenceServer {
  const { clock, chance } = deps
  const sizes = { ...pageSizes, ...deps.sizes }
  const busy = { likelihood: 0 }
  const sessions = new Set<Session>()
  let data: ServerData = {
    lineage: chance.id() as Lineage,
    people: new Map(deps.people.map((person) => [person.id, person])),
    rooms: new Map(),
    personal: new Map(),
    receipts: new Map(),
  }
  for (const person of deps.people)
    setPersonal(personalLog(data, person.id), { kind: 'me', value: person })

  const send = (session: Session, frame: ServerFrame) => session.socket.send(JSON.stringify(frame))
  const sessionsOf = (person: PersonId) => [...sessions].filter((each) => each.person === person)

  const setFor = (person: PersonId, values: readonly PersonalValue[]) => {
    if (values.length === 0) return
    const log = personalLog(data, person)
    const from = log.head
    const items: PersonalItem[] = values.map((value) => setPersonal(log, value))
    for (const session of sessionsOf(person))
      send(session, { t: 'personal.items', from, to: log.head, items })
  }

  const membersOf = (room: RoomId) =>
    (data.rooms.get(room)?.state.members ?? []).filter((member) => member.left === null)

  /** One entry: personal frames first, then the room's, to those who were in before and still are (SPEC X3). */
  const append = (by: PersonId, id: EntryId, room: RoomId, body: Entry['body']): Seq => {
    const before = new Map(membersOf(room).map((member) => [member.person.id, member]))
    const seq = (data.rooms.get(room)?.entries.length ?? 0) + 1
    const at = Math.max(clock.now(), data.rooms.get(room)?.entries.at(-1)?.at ?? 0)
    const entry: Entry = { seq, id, at, by, body }
    appendEntry(data, room, entry)
    const after = new Map(membersOf(room).map((member) => [member.person.id, member]))
    for (const person of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(person), after.get(person)]
      if (was?.epoch === is?.epoch && was?.role === is?.role) continue
      const value = is ? { role: is.role, epoch: is.epoch } : null
      setFor(person, [{ kind: 'membership', room, value }])
    }
    for (const session of sessions)
      if (session.person && before.has(session.person) && after.has(session.person))
        send(session, { t: 'room.entries', room, entries: [entry] })
    return seq
  }

  const handle = (by: PersonId, command: Command, session: Session | null) => {
    const answer = (frame: ServerFrame) => session && send(session, frame)
    const key = `${by}/${command.id}`
    const known = data.receipts.get(key)
    if (known) {
      const same = JSON.stringify(known.body) === JSON.stringify(command.body)
      if (!same) return answer({ t: 'nack', id: command.id, code: 'id-reused', retryMs: null })
      return known.answer.ok
        ? answer({ t: 'ack', id: command.id, seq: known.answer.seq })
        : answer({ t: 'nack', id: command.id, code: known.answer.code, retryMs: null })
    }
    if (session && chance.random() < busy.likelihood)
      return answer({ t: 'nack', id: command.id, code: 'overloaded', retryMs: null })
    const decision = decideCommand(data, by, command)
    const isRead = command.body.kind === 'read.mark'
    const done = (seq: Seq) => {
      if (!isRead) data.receipts.set(key, { body: command.body, answer: { ok: true, seq } })
      answer({ t: 'ack', id: command.id, seq })
    }
    switch (decision.kind) {
      case 'refuse': {
        const { code } = decision
        if (isFinal(code))
          data.receipts.set(key, { body: command.body, answer: { ok: false, code } })
        return answer({ t: 'nack', id: command.id, code, retryMs: null })
      }
      case 'nothing':
        return done(0)
      case 'entry': {
        const room = roomOfCommand(command.body)
        if (!room) throw new Error(`${command.body.kind} is about no room`)
        return done(append(by, command.id, room, decision.body))
      }
      case 'profile':
        changeProfile(by, decision)
        return done(personalLog(data, by).head)
      case 'personal':
        setFor(by, [decision.value])
        if (decision.value.kind === 'read') tellSeen(by, decision.value.room)
        return done(personalLog(data, by).head)
    }
  }

  const changeProfile = (by: PersonId, { person, formerly }: DecisionOf<'profile'>) => {
    data.people.set(by, person)
    setFor(by, [{ kind: 'me', value: person }])
    for (const log of data.rooms.values())
      if (isMember(log, by))
        append(by, chance.id() as EntryId, log.id, { kind: 'person.changed', person, formerly })
  }

  const tellSeen = (person: PersonId, room: RoomId) => {
    const log = data.rooms.get(room)
    const mark = markOf(data, person, room)
    // Whoever marked the room unread tells that to nobody; what one wrote one has read (SPEC U2).
    const upTo =
      log && mark.unreadAt === null
        ? readUpTo(mark, ownLastPost(log, person, log.entries.length))
        : 0
    if (upTo === 0) return
    for (const session of sessions)
      if (session.person && session.person !== person && session.looks.rooms.has(room))
        if (isMember(data.rooms.get(room), session.person))
          send(session, { t: 'seen', room, marks: [[person, upTo]] })
  }

  const greet = (session: Session, frame: Extract<ClientFrame, { t: 'hello' }>) => {
    const person = data.people.get((frame.token ?? '') as PersonId)
    const refuse = (code: ErrorCode) => {
      send(session, { t: 'closing', code })
      session.socket.close()
    }
    if (!person) return refuse('unauthenticated')
    if (frame.version !== protocolVersion) return refuse('unsupported-version')
    if (frame.person !== null && frame.person !== person.id) return refuse('other-person')
    session.person = person.id
    send(session, { t: 'welcome', lineage: data.lineage, person: person.id, now: clock.now() })
  }

  const reply = (session: Session, me: PersonId, frame: ClientFrame) => {
    switch (frame.t) {
      case 'hello':
        return
      case 'session.refresh':
        return send(session, { t: 'refreshed', rid: frame.rid })
      case 'command':
        return handle(me, frame.command, session)
      case 'catch-up': {
        const personal = personalLog(data, me).head
        const rooms = headsOf(data, me, frame.rooms)
        return send(session, { t: 'heads', rid: frame.rid, personal, rooms })
      }
      case 'heads.check': {
        const rooms = headsOf(data, me, [])
        const personal = personalLog(data, me).head
        const heads = rooms.map(([, head]) => head)
        if (headSum(personal, heads) === frame.sum)
          return send(session, { t: 'heads.same', rid: frame.rid })
        return send(session, { t: 'heads', rid: frame.rid, personal, rooms })
      }
      case 'personal.pull': {
        const page = personalPage(data, me, frame.after, sizes.personalPerPage)
        return send(session, { t: 'personal.page', rid: frame.rid, ...page })
      }
      case 'room.pull': {
        const pages = pullRooms(data, me, frame.rooms, sizes)
        return send(session, { t: 'room.pages', rid: frame.rid, pages })
      }
      case 'person.find': {
        const person = [...data.people.values()].find(({ handle }) => handle === frame.query)
        return send(session, { t: 'person.found', rid: frame.rid, person: person ?? null })
      }
      case 'look':
        session.looks = { rooms: new Set(frame.rooms), people: new Set(frame.people) }
        for (const room of frame.rooms)
          if (isMember(data.rooms.get(room), me))
            for (const { person } of membersOf(room))
              if (person.id !== me) tellSeen(person.id, room)
        return send(session, {
          t: 'presence',
          people: frame.people.map((id) => [id, sessionsOf(id).length > 0 ? 'active' : 'offline']),
        })
      case 'typing.set':
        for (const other of sessions)
          if (other.person && other !== session && other.looks.rooms.has(frame.room))
            if (isMember(data.rooms.get(frame.room), other.person))
              send(other, { t: 'typing', room: frame.room, person: me, on: frame.on })
        return
      case 'activity.set':
        return
      default:
        return replyInRoom(session, me, frame)
    }
  }

  const replyInRoom = (
    session: Session,
    me: PersonId,
    frame: Extract<
      ClientFrame,
      { t: 'history.pull' | 'changes.pull' | 'items.pull' | 'edits.pull' }
    >,
  ) => {
    const { rid, room } = frame
    const log = data.rooms.get(room)
    if (!isMember(log, me)) return send(session, { t: 'refused', rid, code: 'room-unknown' })
    switch (frame.t) {
      case 'history.pull':
        return send(session, { t: 'history.page', rid, room, page: itemPage(data, me, log, frame) })
      case 'changes.pull':
        return send(session, {
          t: 'changes.page',
          rid,
          room,
          ...changedItems(log, frame, sizes.changesPerPage),
        })
      case 'items.pull': {
        const items = frame.ids
          .slice(0, sizes.itemsPerLookUp)
          .flatMap((id) => log.items.get(id) ?? [])
        const next = frame.ids.length > sizes.itemsPerLookUp ? sizes.itemsPerLookUp : null
        return send(session, { t: 'items.page', rid, room, asOf: log.entries.length, items, next })
      }
      case 'edits.pull': {
        const { message } = frame
        const item = log.items.get(message)
        if (item?.kind !== 'message')
          return send(session, { t: 'refused', rid, code: 'message-unknown' })
        if (item.deletedAt !== null)
          return send(session, { t: 'refused', rid, code: 'message-deleted' })
        const page = versionsOf(log, message, frame)
        return send(session, { t: 'edits.page', rid, room, message, ...page })
      }
    }
  }

  const endAll = () => {
    for (const session of sessions) session.socket.close()
    sessions.clear()
  }
  return {
    accept(socket) {
      const session: Session = {
        socket,
        person: null,
        looks: { rooms: new Set(), people: new Set() },
      }
      sessions.add(session)
      return {
        onText(text) {
          if (!sessions.has(session)) return
          const parsed = parseClientFrame(text)
          if (!parsed.ok) throw new Error(`the engine sent no frame: ${text.slice(0, 200)}`)
          const { frame } = parsed
          if (session.person) reply(session, session.person, frame)
          else if (frame.t === 'hello') greet(session, frame)
          else throw new Error(`${frame.t} before hello`)
        },
        onClose: () => sessions.delete(session),
      }
    },
    data: () => data,
    restart: endAll,
    backUp: () => structuredClone(data),
    restore(copy) {
      endAll()
      data = { ...structuredClone(copy), lineage: chance.id() as Lineage }
    },
    command: (by, command) => handle(by, command, null),
    close(person, code) {
      for (const session of sessionsOf(person)) {
        send(session, { t: 'closing', code })
        session.socket.close()
        sessions.delete(session)
      }
    },
    sizes,
    busy,
  }
}
