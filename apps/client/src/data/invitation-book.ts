import type { Host, Outcome } from '@parley/engine'
import type { RoomId } from '@parley/protocol'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createInvitationCalls, type Invitation } from './invitation-calls.ts'

/** The invitations under way of the rooms one has looked at, as the server last told them. */
export type InvitationBook = {
  readonly rooms: StoreApi<Readonly<Record<RoomId, readonly Invitation[]>>>
  /** Asks the server anew. What it does not answer stays as it was. */
  refresh(room: RoomId): Promise<void>
  /** One after the other, each with its outcome in the order given. */
  send(room: RoomId, emails: readonly string[]): Promise<Outcome<Invitation>[]>
  resend(room: RoomId, id: string): Promise<Outcome<Invitation>>
  revoke(room: RoomId, id: string): Promise<Outcome<null>>
}

export function createInvitationBook(
  host: Pick<Host, 'call'>,
  at: Parameters<typeof createInvitationCalls>[1],
): InvitationBook {
  const calls = createInvitationCalls(host, at)
  const rooms = createStore<Record<RoomId, readonly Invitation[]>>(() => ({}))
  /** A later question's answer is the newer one, whichever comes first. */
  let asked = 0
  const answered = new Map<RoomId, number>()

  async function refresh(room: RoomId): Promise<void> {
    const turn = (asked += 1)
    const answer = await calls.list(room)
    if (!answer.ok || turn < (answered.get(room) ?? 0)) return
    answered.set(room, turn)
    rooms.setState({ [room]: answer.value })
  }
  async function changing<T>(room: RoomId, change: Promise<T>): Promise<T> {
    const outcome = await change
    await refresh(room)
    return outcome
  }

  return {
    rooms,
    refresh,
    async send(room, emails) {
      const outcomes: Outcome<Invitation>[] = []
      for (const email of emails) outcomes.push(await calls.send(room, email))
      await refresh(room)
      return outcomes
    },
    resend: (room, id) => changing(room, calls.resend(id)),
    revoke: (room, id) => changing(room, calls.revoke(id)),
  }
}
