import type { ReactNode } from 'react'
import type { TimelineLine } from './arrange.ts'
import { DayLine, NewLine, NoticeRow } from './lines-between.tsx'
import { MessageRow, type MessageRowProps } from './message-row.tsx'
import { WaitingMessages } from './room-start.tsx'

export interface TimelineRowProps extends Pick<
  MessageRowProps,
  'on' | 'tabStop' | 'flashed' | 'onFocusRow' | 'renderBody'
> {
  readonly line: TimelineLine
  /** Set on the first row: what lies above it. */
  readonly above: 'none' | 'more' | 'loading' | undefined
  readonly start: ReactNode
  /** Set on the last row. */
  readonly end: ReactNode
}

/** A line with what stands above it. All of that belongs to the line's own row: only lines have keys, and keys are the anchor. */
export function TimelineRow({ line, above, start, end, ...message }: TimelineRowProps) {
  return (
    <>
      {above === undefined ? null : above === 'none' ? start : <WaitingMessages />}
      {line.day === undefined ? null : <DayLine day={line.day} />}
      {line.isNew ? <NewLine /> : null}
      {line.kind === 'notice' ? (
        <NoticeRow notice={line.notice} />
      ) : (
        <MessageRow message={line.message} continues={line.continues} {...message} />
      )}
      {end}
    </>
  )
}
