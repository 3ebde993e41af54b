import type { CommandId, PersonId } from '@parley/protocol'
import { derivedId } from '../../derived-id.ts'

/** Changing this makes every earlier import double: it is part of each id. */
const scheme = 'parley slack import 1'

/**
 * The same parts give the same id on every machine and in every run, which is what keeps a second import from doubling
 * anything.
 */
export function stableId(...parts: readonly (string | number)[]): string {
  // JSON keeps the parts apart: ["a", "bc"] and ["ab", "c"] must differ.
  return derivedId(JSON.stringify([scheme, ...parts]))
}

export function personId(workspace: string, personKey: string): PersonId {
  return stableId('person', workspace, personKey) as PersonId
}

/** For rooms other than direct ones, whose id the protocol makes from their two people. */
export function roomId(workspace: string, roomKey: string): string {
  return stableId('room', workspace, roomKey)
}

export type RecordPlace = {
  workspace: string
  roomKey: string
  /** Slack's time with six decimals, which names a message within its channel. */
  ts: string
  /** 0, or the how-manieth record of the room with this very time. */
  index: number
  /** 0, or the how-manieth continuation of a text too long for one message. */
  part?: number
}

export function recordId({ workspace, roomKey, ts, index, part = 0 }: RecordPlace): CommandId {
  return stableId('record', workspace, roomKey, ts, index, part) as CommandId
}
