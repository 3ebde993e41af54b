import type { EngineApi } from '@parley/engine'
import {
  directRoomId,
  roomOfCommand,
  type Command,
  type CommandBody,
  type CommandId,
  type EntryId,
  type Instant,
  type MessageId,
  type PersonId,
  type ProfileChange,
  type Role,
  type RoomId,
  type RoomKind,
  type Seq,
  type SettingName,
  type SettingValue,
} from '@parley/protocol'

export type NewRoom = {
  readonly kind: Exclude<RoomKind, 'direct'>
  readonly title: string
  readonly people: readonly PersonId[]
}

/** Where a message stands that is passed on. */
export type Source = { readonly room: RoomId; readonly message: EntryId }

/** What will be said, where and when. */
export type Scheduled = {
  readonly room: RoomId
  readonly text: string
  readonly replyTo: EntryId | null
  readonly at: Instant
}

/**
 * What a person asks for, as commands. Each id is minted here, so that handing a command in twice changes nothing; a promise
 * resolves once it is on disk (P-4) and rejects when the engine is gone.
 */
export type Intents = {
  post(room: RoomId, text: string, replyTo: EntryId | null): Promise<void>
  /** Another message's words into a room, under words of one's own, which may be empty. */
  forward(room: RoomId, source: Source, text: string): Promise<void>
  pin(room: RoomId, message: EntryId, on: boolean): Promise<void>
  /** `unsent`: the message itself still waits; then its text is changed before it leaves, if that is possible. */
  edit(room: RoomId, message: EntryId, text: string, unsent: boolean): Promise<void>
  remove(room: RoomId, message: EntryId): Promise<void>
  react(room: RoomId, message: EntryId, emoji: string, on: boolean): Promise<void>
  markRead(room: RoomId, upTo: Seq): Promise<void>
  markUnread(room: RoomId, from: Seq): Promise<void>
  favourite(room: RoomId, on: boolean): Promise<void>
  archive(room: RoomId, on: boolean): Promise<void>
  /** Not listed until something is said past `upTo`; null lists it again. */
  hide(room: RoomId, upTo: Seq | null): Promise<void>
  /** Keeps a message for later, with the time of a reminder or without; null lets it go. */
  save(room: RoomId, message: EntryId, keep: { remindAt: Instant | null } | null): Promise<void>
  /** A message to be posted later, under an id of its own (`newSchedule`); the same id again changes it. */
  schedule(id: MessageId, what: Scheduled): Promise<void>
  newSchedule(): MessageId
  unschedule(id: MessageId): Promise<void>
  set<N extends SettingName>(name: N, value: SettingValue<N>): Promise<void>
  createRoom(room: NewRoom): RoomId
  /** The room of two people: the one that stands, or a new one. */
  openDirect(me: PersonId, other: PersonId, exists: boolean): RoomId
  changeRoom(room: RoomId, change: { title: string | null; topic: string | null }): Promise<void>
  invite(room: RoomId, people: readonly PersonId[]): Promise<void>
  removeMember(room: RoomId, person: PersonId): Promise<void>
  setRole(room: RoomId, person: PersonId, role: Role): Promise<void>
  leave(room: RoomId): Promise<void>
  /** By the name they are shown under; null unblocks. */
  block(person: PersonId, name: string | null): Promise<void>
  startContract(room: RoomId, title: string): Promise<void>
  endContract(room: RoomId): Promise<void>
  changeProfile(change: ProfileChange): Promise<void>
  /** A failed command again, under a new id. */
  retry(failed: CommandId): Promise<void>
  discard(command: CommandId): Promise<void>
  /** Gives up a message that waits; where it may have left already, it is deleted. */
  withdraw(room: RoomId, message: EntryId): Promise<void>
  /** Another text for a failed command, then again. False, and nothing is done: it has no text, or has not failed any more. */
  rewriteFailed(failed: CommandId, text: string): Promise<boolean>
}

export function createIntents(deps: {
  engine: Pick<EngineApi, 'enqueue' | 'retry' | 'discard' | 'rewrite'>
  newId: () => string
  /** Hears of what could not be handed over, for callers that do not wait. */
  onFault: (cause: unknown) => void
}): Intents {
  const { engine, onFault } = deps
  /** Rooms made on this page: what happens in them comes after their making, and fails with it. */
  const made = new Map<RoomId, CommandId>()
  const mint = () => deps.newId() as CommandId

  const send = async (body: CommandBody, after: readonly CommandId[] = []) => {
    const room = roomOfCommand(body)
    const creation = room === null ? undefined : made.get(room)
    const command: Command = { id: mint(), body }
    const all = creation === undefined ? after : [creation, ...after]
    await engine.enqueue([{ command, after: all }])
  }
  const create = (body: Extract<CommandBody, { kind: 'room.create' }>) => {
    const command: Command = { id: mint(), body }
    made.set(body.room, command.id)
    engine.enqueue([{ command, after: [] }]).catch(onFault)
    return body.room
  }

  return {
    post: (room, text, replyTo) =>
      send({ kind: 'message.post', room, text, replyTo }, replyTo === null ? [] : [replyTo]),
    forward: (room, source, text) =>
      send({ kind: 'message.forward', room, text, source: { ...source } }),
    pin: (room, target, on) => send({ kind: 'pin.change', room, target, on }, [target]),
    async edit(room, target, text, unsent) {
      if (unsent && (await engine.rewrite(target, text))) return
      await send({ kind: 'message.edit', room, target, text }, [target])
    },
    remove: (room, target) => send({ kind: 'message.delete', room, target }, [target]),
    react: (room, target, emoji, on) =>
      send({ kind: 'reaction.change', room, target, emoji, on }, [target]),
    // The engine knows what is queued before a mark, and fills in the version it is based on.
    markRead: (room, upTo) => send({ kind: 'read.mark', room, upTo, base: 0 }),
    markUnread: (room, from) => send({ kind: 'read.unmark', room, from, base: 0 }),
    favourite: (room, on) => send({ kind: 'favourite.change', room, on }),
    archive: (room, on) => send({ kind: 'archived.change', room, on }),
    hide: (room, upTo) => send({ kind: 'hidden.change', room, upTo }),
    save: (room, message, keep) =>
      send({
        kind: 'saved.change',
        room,
        message,
        on: keep !== null,
        remindAt: keep?.remindAt ?? null,
      }),
    schedule: (schedule, { room, text, replyTo, at }) =>
      send(
        { kind: 'schedule.change', schedule, room, text, replyTo, at },
        replyTo === null ? [] : [replyTo],
      ),
    newSchedule: mint,
    unschedule: (schedule) => send({ kind: 'schedule.cancel', schedule }),
    set: (name, value) => send({ kind: 'setting.change', name, value }),
    createRoom: ({ kind, title, people }) =>
      create({
        kind: 'room.create',
        room: deps.newId() as RoomId,
        roomKind: kind,
        title,
        topic: '',
        contractTitle: kind === 'contract' ? title : null,
        people: [...people],
      }),
    openDirect(me, other, exists) {
      const room = directRoomId(me, other)
      // Asked for twice it changes nothing; once refused and discarded, it is asked for anew.
      if (exists) return room
      return create({
        kind: 'room.create',
        room,
        roomKind: 'direct',
        title: '',
        topic: '',
        contractTitle: null,
        people: [other],
      })
    },
    changeRoom: (room, { title, topic }) => send({ kind: 'room.change', room, title, topic }),
    invite: (room, people) => send({ kind: 'member.invite', room, people: [...people] }),
    removeMember: (room, person) => send({ kind: 'member.remove', room, person }),
    setRole: (room, person, role) => send({ kind: 'member.role', room, person, role }),
    leave: (room) => send({ kind: 'member.leave', room }),
    block: (person, name) => send({ kind: 'block.change', person, name }),
    startContract: (room, title) => send({ kind: 'contract.start', room, title }),
    endContract: (room) => send({ kind: 'contract.end', room }),
    changeProfile: (change) => send({ kind: 'profile.change', ...change }),
    retry: (failed) => engine.retry(failed, mint()),
    discard: async (command) => void (await engine.discard(command)),
    async withdraw(room, message) {
      if (await engine.discard(message)) return
      await send({ kind: 'message.delete', room, target: message }, [message])
    },
    async rewriteFailed(failed, text) {
      if (!(await engine.rewrite(failed, text))) return false
      await engine.retry(failed, mint())
      return true
    },
  }
}
