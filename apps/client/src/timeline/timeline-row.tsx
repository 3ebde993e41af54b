import type { ReactNode } from 'react'
import type { TimelineLine } from './arrange.ts'
import { DayLine, NewLine, NoticeRow } from './lines-between.tsx'
import { MessageRow, type MessageRowProps } from './message-row.tsx'
import { AwayMessages, WaitingMessages } from './room-start.tsx'
import type { Beyond } from './timeline.tsx'

export interface TimelineRowProps extends Pick<
  MessageRowProps,
  'on' | 'tabStop' | 'flashed' | 'onFocusRow' | 'renderBody'
> {
  readonly line: TimelineLine
  /** Set on the first row: what lies above it. */
  readonly above: Beyond | undefined
  /** Set on the last row: what lies below it. */
  readonly below: Beyond | undefined
  readonly start: ReactNode
}

/** A line with what stands above it. All of that belongs to the line's own row: only lines have keys, and keys are the anchor. */
export function TimelineRow({ line, above, below, start, ...message }: TimelineRowProps) {
  return (
    <>
      {above === undefined ? null : above === 'none' ? start : <Elsewhere beyond={above} />}
      {line.day === undefined ? null : <DayLine day={line.day} />}
      {line.isNew ? <NewLine /> : null}
      {line.kind === 'notice' ? (
        <NoticeRow notice={line.notice} onOpen={message.on.onOpenMessage} />
      ) : (
        <MessageRow
          message={line.message}
          continues={line.continues}
          seenBy={line.seenBy}
          {...message}
        />
      )}
      {below === undefined || below === 'none' ? null : <Elsewhere beyond={below} />}
    </>
  )
}

function Elsewhere({ beyond }: { readonly beyond: Exclude<Beyond, 'none'> }) {
  return beyond === 'away' ? <AwayMessages /> : <WaitingMessages />
}
