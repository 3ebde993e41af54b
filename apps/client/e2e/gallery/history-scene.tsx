import { useMemo, useRef, useState } from 'react'
import { arrange } from '../../src/timeline/arrange.ts'
import { Timeline } from '../../src/timeline/timeline.tsx'
import { on, renderBody, said } from './talk.tsx'

const ignore = () => {}
const PAGE = 60
const words =
  'the second draft of landing page holds from phone to screen and we should check every headline before Tuesday so that nothing runs long'.split(
    ' ',
  )

/** A long room of which pages are loaded on scrolling up; the buttons are for the test. */
export function HistoryScene({
  total,
  unreadFrom,
}: {
  readonly total: number
  /** The first new message, by its number. */
  readonly unreadFrom?: number
}) {
  const all = useMemo(
    () =>
      Array.from({ length: total }, (_, at) => {
        const text = Array.from(
          { length: 3 + ((at * 7) % 60) },
          (_word, word) => words[(at + word) % words.length],
        ).join(' ')
        return said(at * 2 - total * 2, at % 5 < 3 ? 'bob' : 'mei', `#${at} ${text}`, {
          id: `h${at}`,
          unread: unreadFrom !== undefined && at >= unreadFrom,
        })
      }),
    [total, unreadFrom],
  )
  const [from, setFrom] = useState(Math.max(0, total - PAGE))
  const asked = useRef(false)
  const serve = () => {
    if (!asked.current) return
    asked.current = false
    setFrom((now) => Math.max(0, now - PAGE))
  }
  const [extra, setExtra] = useState(0)
  const [jumpTo, setJumpTo] = useState<{ key: string }>()
  const [dismissed, setDismissed] = useState(false)
  const lines = useMemo(
    () =>
      arrange(
        [
          // As in the app: where the new ones begin above the rows at hand, none of these is the first.
          ...all
            .slice(from)
            .map((item) => (from > (unreadFrom ?? 0) ? { ...item, unread: false } : item)),
          ...Array.from({ length: extra }, (_, at) =>
            said(at, 'mei', `new ${at}`, { id: `x${at}` }),
          ),
        ],
        (at) => new Date(at).toISOString().slice(0, 10),
      ),
    [all, from, extra, unreadFrom],
  )
  return (
    <div className="flex h-full flex-col">
      <div className="flex gap-4 p-1">
        <button type="button" onClick={() => setFrom(0)}>
          load all
        </button>
        <button type="button" onClick={serve}>
          serve
        </button>
        <button type="button" onClick={() => setExtra(extra + 1)}>
          append
        </button>
        <button type="button" onClick={() => setJumpTo({ key: 'h10' })}>
          jump
        </button>
        <output>{lines.length}</output>
      </div>
      <Timeline
        lines={lines}
        older={from === 0 ? 'none' : 'more'}
        newer="none"
        openAt="end"
        jumpTo={jumpTo}
        newBelow={extra}
        unread={
          unreadFrom === undefined || dismissed
            ? undefined
            : {
                count: total - unreadFrom,
                onLoad() {
                  setFrom(Math.max(0, unreadFrom - PAGE))
                  setJumpTo({ key: `h${unreadFrom}` })
                },
                onDismiss: () => setDismissed(true),
              }
        }
        start={<p className="p-4">Beginning</p>}
        on={on}
        renderBody={renderBody}
        onOlder={() => {
          asked.current = true
        }}
        onNewer={ignore}
        onAtEnd={ignore}
        onLatest={ignore}
        onLeaveDown={ignore}
      />
    </div>
  )
}
