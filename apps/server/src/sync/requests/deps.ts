import type { ClientFrame, ClientFrameOf } from '@parley/protocol'
import type { Session } from '../../accounts/port.ts'
import type { Clock } from '../../clock.ts'
import type { Reads, Settled, Submission } from '../../store/port.ts'
import type { SyncClient } from '../client.ts'
import type { SyncCounters } from '../counters.ts'
import type { Hub } from '../hub.ts'
import type { Looks } from '../looks.ts'
import type { PersonRates } from '../person-rates.ts'
import type { PageSizes } from './page-sizes.ts'

/** What the handlers of frames work with. */
export type SyncDeps = {
  hub: Hub
  looks: Looks
  read: Reads
  clock: Clock
  counters: SyncCounters
  /** Of `person.find`: one rate a person, over all their sockets. */
  finds: PersonRates
  /** Of `profile.change`, the same way. */
  profileChanges: PersonRates
  sizes: PageSizes
  /** Settles in the order submitted, after the commit; never rejects. */
  submit(submission: Submission): Promise<Settled>
  sessionOfToken(token: string): Promise<Session | null>
  /** Told of our own bugs and of failed look-ups, never with what people wrote. */
  onError(what: string, cause: unknown): void
}

/** Answers one kind of frame; what with stands in `frames.ts` of the protocol. */
export type Handler<T extends ClientFrame['t']> = (
  deps: SyncDeps,
  client: SyncClient,
  frame: ClientFrameOf<T>,
) => void
