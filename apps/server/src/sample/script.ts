import type { RoomKind } from '@parley/protocol'
import type { SampleName } from './people.ts'

/**
 * When something was said. A number: that many minutes before the workspace is filled. A pair: so many days before today,
 * at that local time of the server.
 */
export type When = number | readonly [daysAgo: number, time: `${number}:${number}`]

/** One thing that happens in a sample room. `as` names a message so that later lines can refer to it. */
export type Line =
  | {
      when: When
      by: SampleName
      say: string
      as?: string
      replyTo?: string
      react?: Partial<Record<string, SampleName[]>>
    }
  | { when: When; by: SampleName; edit: string; say: string }
  | { when: When; by: SampleName; remove: string }
  | { when: When; by: SampleName; join: SampleName[] }
  | { when: When; by: SampleName; topic: string }
  | { when: When; by: SampleName; endContract: true }

/** A sample room as it came about. `read`: who has read it up to the named message; others have read nothing. */
export type RoomScript = {
  /** Stable within the sample. */
  key: string
  kind: RoomKind
  title: string
  topic: string
  opened: When
  owner: SampleName
  members: readonly SampleName[]
  favouriteOf: readonly SampleName[]
  lines: readonly Line[]
  /** How many of the last messages each of these has not read; everyone else has read all. */
  unread: Partial<Record<SampleName, number>>
}
