import type { Account, EngineApi, Host } from '@parley/engine'
import { createContext, useContext } from 'react'
import type { Times } from '../words/times.ts'
import type { Begun } from './begun.ts'
import type { KnownFaces } from './faces.ts'
import type { Feeds } from './feeds.ts'
import type { Intents } from './intents.ts'
import type { InvitationBook } from './invitation-book.ts'
import type { Settings } from './settings.ts'

/** An account whose engine is open: all that the rooms' screens are made from. */
export type Session = {
  readonly account: Account
  readonly host: Host
  readonly engine: EngineApi
  /** False where this browser keeps nothing: then nothing is called queued. */
  readonly durable: boolean
  readonly feeds: Feeds
  readonly intents: Intents
  readonly invitations: InvitationBook
  readonly begun: Begun
  readonly faces: KnownFaces
  readonly settings: Settings
  readonly times: Times
  /** The reader's own zone, by its IANA name. */
  readonly zone: string
  /** For calls nobody waits for: shows that something is wrong. */
  readonly onFault: (cause: unknown) => void
}

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('no session is open above this component')
  return session
}
