import type { MessageView, NoticeView, PersonFace } from './message-view.ts'

/** Messages of one author within this time stand under one name. */
export const GROUP_MS = 5 * 60_000

/** One line of the timeline. Its key never changes, not even when the server acknowledges it: the list is anchored on it. */
export type TimelineLine = {
  readonly key: string
  /** A day begins here: "Monday 23 November". */
  readonly day?: string
  /** The "new" line stands above. */
  readonly isNew: boolean
} & (
  | {
      readonly kind: 'message'
      readonly message: MessageView
      readonly continues: boolean
      /** Who has read down to here and no further. */
      readonly seenBy?: readonly PersonFace[]
    }
  | { readonly kind: 'notice'; readonly notice: NoticeView }
)

export type TimelineItem = {
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** Above what this person had read when the room was opened. */
  readonly unread: boolean
} & (
  | { readonly kind: 'message'; readonly message: MessageView }
  | { readonly kind: 'notice'; readonly notice: NoticeView }
)

/**
 * Sets items, oldest first, into lines: a day line where the day changes, one "new" line above the first unread item, and
 * names only where a group begins. `dayOf` names the day of an instant in the reader's zone; equal names are one day.
 */
export function arrange(
  items: readonly TimelineItem[],
  dayOf: (at: number) => string,
): readonly TimelineLine[] {
  const lines: TimelineLine[] = []
  let previous: TimelineItem | undefined
  let previousDay: string | undefined
  let newShown = false
  for (const item of items) {
    const day = dayOf(item.at)
    const isNew: boolean = item.unread && !newShown
    newShown ||= isNew
    const above = {
      isNew,
      ...(day === previousDay ? {} : { day }),
    }
    if (item.kind === 'notice') {
      lines.push({ kind: 'notice', key: item.notice.id, notice: item.notice, ...above })
    } else {
      const continues = day === previousDay && !isNew && continuesGroup(previous, item)
      lines.push({
        kind: 'message',
        key: item.message.id,
        message: item.message,
        continues,
        ...above,
      })
    }
    previous = item
    previousDay = day
  }
  return lines
}

function continuesGroup(
  previous: TimelineItem | undefined,
  item: TimelineItem & { kind: 'message' },
): boolean {
  return (
    previous?.kind === 'message' &&
    previous.message.author.id === item.message.author.id &&
    item.at - previous.at < GROUP_MS &&
    // An answer begins anew: its quote would hang under a name too far up.
    item.message.quote === undefined
  )
}
