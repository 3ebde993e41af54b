import type { DeviceId, ErrorCode, PersonId, RoomId, ServerFrame } from '@parley/protocol'
import type { Session } from '../accounts/port.ts'
import { textFrame, type RawSocket, type WireFrame } from './raw-socket.ts'

export type SyncClientOptions = {
  session: Session
  device: DeviceId
  raw: RawSocket
  /** Says why to the other side and ends the socket. */
  close(code: ErrorCode): void
}

/**
 * One socket of a signed-in person. The hub alone changes `rooms`, the looks alone change what is looked at: both are
 * here so that a socket can be taken out of every index by what it holds.
 */
export class SyncClient {
  session: Session
  readonly person: PersonId
  readonly device: DeviceId
  /** Rooms whose entries it gets. */
  readonly rooms = new Set<RoomId>()
  lookRooms: ReadonlySet<RoomId> = new Set()
  lookPeople: ReadonlySet<PersonId> = new Set()
  active = true
  readonly #raw: RawSocket
  readonly close: (code: ErrorCode) => void

  constructor({ session, device, raw, close }: SyncClientOptions) {
    this.session = session
    this.person = session.person
    this.device = device
    this.#raw = raw
    this.close = close
  }

  /** A frame that others get, too. */
  send(frame: WireFrame): void {
    this.#raw.queue(frame)
  }

  tell(frame: ServerFrame): void {
    this.#raw.queue(textFrame(JSON.stringify(frame)))
  }

  /** A frame as the JSON text it already is. */
  tellText(text: string): void {
    this.#raw.queue(textFrame(text))
  }

  refuse(rid: number, code: ErrorCode): void {
    this.tell({ t: 'refused', rid, code })
  }
}
