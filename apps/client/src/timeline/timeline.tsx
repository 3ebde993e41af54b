import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import type { TimelineLine } from './arrange.ts'
import { JumpToLatest } from './foot-lines.tsx'
import { JumpToNew } from './jump-to-new.tsx'
import type { MessageIntents } from './message-view.ts'
import { TimelineRow } from './timeline-row.tsx'

/** What lies beyond the rows at hand. `away`: not on this device, and there is no connection to fetch it. */
export type Beyond = 'none' | 'more' | 'loading' | 'away'

export interface Unread {
  readonly count: number
  /** The first of them lies above the lines at hand: this loads what is around it, and `jumpTo` follows. */
  readonly onLoad: () => void
  readonly onDismiss: () => void
}

export interface TimelineProps {
  /** Oldest first. Mount a new Timeline for another room (key it by the room's id). */
  readonly lines: readonly TimelineLine[]
  readonly older: Beyond
  readonly newer: Beyond
  /** Where to open: at the newest, or with this line at the upper edge. Read once. */
  readonly openAt: 'end' | { readonly key: string }
  /** Bring this message into sight and mark it for a moment; hand in a new object for each jump. */
  readonly jumpTo?: { readonly key: string } | undefined
  /** New messages below the last line in sight. */
  readonly newBelow: number
  /** What was unread when the room was opened, while it may lie above what is in sight; undefined: nothing, or not wanted any more. */
  readonly unread?: Unread | undefined
  /** Stands above the first line when nothing is older: RoomStart. */
  readonly start: ReactNode
  /** A sentence for screen readers when a message arrives. */
  readonly announcement?: string
  readonly on: MessageIntents
  readonly renderBody: (text: string) => ReactNode
  /** The rows' upper edge comes near and `older` is 'more'. Called once for each first line. */
  readonly onOlder: () => void
  readonly onNewer: () => void
  /** The newest line is in sight, or no longer. */
  readonly onAtEnd: (atEnd: boolean) => void
  /** To the newest: load it if `newer` says there is more; the list scrolls by itself. */
  readonly onLatest: () => void
  /** Arrow down on the last message: on to where one writes. */
  readonly onLeaveDown: () => void
}

/** How many rows from an edge the next page is asked for. */
const EDGE_ROWS = 12
/** As long as the animation of the same name. */
const FLASH_MS = 2_400
/** How near the end still counts as "at the end", in px. */
const END_PX = 48

/**
 * The talk of a room, only what is in sight in the page.
 * 1. A line's key never changes, so the line being read stays where it is whatever is loaded above it.
 * 2. At the end it stays at the end: new lines and growing rows push upwards.
 * 3. Scrolled up, nothing that arrives or grows above moves what is in sight.
 */
export function Timeline(props: TimelineProps) {
  const { lines, older, newer, on } = props
  const scroller = useRef<HTMLDivElement>(null)
  const asked = useRef({ older: '', newer: '' })
  const wasAtEnd = useRef<boolean>(undefined)
  const height = useRef<number>(undefined)
  const jumped = useRef<object>(undefined)
  const focusNext = useRef<string>(undefined)
  const [stop, setStop] = useState<string>()
  const [flashed, setFlashed] = useState<{ readonly key: string }>()
  const first = lines[0]?.key
  // The line that was first before older ones came above it.
  const [edge, setEdge] = useState<{ readonly first: string | undefined; readonly was?: string }>({
    first,
  })
  if (edge.first !== first)
    setEdge({ first, ...(edge.first === undefined ? {} : { was: edge.first }) })
  const wasFirst = indexOf(lines, edge.was)
  const last = lines.at(-1)?.key

  function watch(virtual: Virtualizer<HTMLDivElement, HTMLElement>) {
    const { range } = virtual
    if (range === null) return
    if (
      older === 'more' &&
      range.startIndex < EDGE_ROWS &&
      first !== undefined &&
      asked.current.older !== first
    ) {
      asked.current.older = first
      props.onOlder()
    }
    if (
      newer === 'more' &&
      range.endIndex > lines.length - EDGE_ROWS &&
      last !== undefined &&
      asked.current.newer !== last
    ) {
      asked.current.newer = last
      props.onNewer()
    }
    // The list hears of its new height before it is put right below: that is no leaving of the end.
    if (wasAtEnd.current === true && scroller.current?.clientHeight !== height.current) return
    const atEnd = newer === 'none' && virtual.isAtEnd(END_PX)
    if (atEnd !== wasAtEnd.current) {
      wasAtEnd.current = atEnd
      props.onAtEnd(atEnd)
    }
  }

  const virtual = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.key ?? index,
    estimateSize: (index) => estimate(lines[index]),
    anchorTo: 'end',
    followOnAppend: newer === 'none',
    scrollEndThreshold: END_PX,
    overscan: 6,
    directDomUpdates: true,
    onChange: watch,
  })
  virtual.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, list) =>
    growsUpwards(item, list, wasFirst)

  const { openAt, jumpTo } = props
  useLayoutEffect(() => {
    if (openAt === 'end') virtual.scrollToEnd()
    else virtual.scrollToIndex(indexOf(lines, openAt.key), { align: 'start' })
    // Where to open is read once; the list keeps its own place from then on.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  useLayoutEffect(() => {
    const node = scroller.current
    if (node === null) return undefined
    // Rule 2 also when the list itself becomes lower: a taller composer, a keyboard on a phone.
    const resized = new ResizeObserver(() => {
      height.current = node.clientHeight
      if (wasAtEnd.current === true) virtual.scrollToEnd()
    })
    resized.observe(node)
    return () => resized.disconnect()
  }, [virtual])

  const target = jumpTo === undefined ? -1 : indexOf(lines, jumpTo.key)
  useLayoutEffect(() => {
    if (jumpTo === undefined || target < 0 || jumped.current === jumpTo) return
    jumped.current = jumpTo
    virtual.scrollToIndex(target, { align: 'center' })
    setFlashed(jumpTo)
  }, [jumpTo, target, virtual])
  useEffect(() => {
    if (flashed === undefined) return undefined
    const timer = setTimeout(() => setFlashed(undefined), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flashed])

  function onKeyDown(event: KeyboardEvent) {
    const isRow =
      event.target instanceof HTMLElement && event.target.dataset['message'] !== undefined
    if (!isRow || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault()
      if (event.key === 'End') latest()
      else virtual.scrollToIndex(0, { align: 'start' })
      return
    }
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = nextMessage(lines, indexOf(lines, stop), step)
    if (next === undefined) {
      if (step === 1) props.onLeaveDown()
      return
    }
    focusNext.current = next.key
    virtual.scrollToIndex(next.index, { align: 'auto' })
    focusRow(virtual.elementsCache.get(next.key))
  }

  function focusRow(node: HTMLElement | null | undefined) {
    const row = node?.querySelector<HTMLElement>('[data-message]')
    if (row === null || row === undefined || row.dataset['message'] !== focusNext.current) return
    focusNext.current = undefined
    row.focus({ preventScroll: true })
  }

  function latest() {
    props.onLatest()
    virtual.scrollToEnd()
  }

  const firstNew = lines.findIndex((line) => line.isNew)
  function toFirstNew() {
    const line = lines[firstNew]
    if (line === undefined) return props.unread?.onLoad()
    virtual.scrollToIndex(firstNew, { align: 'start' })
    setFlashed({ key: line.key })
  }

  const items = virtual.getVirtualItems()
  const atEnd = newer === 'none' && virtual.isAtEnd(END_PX)
  const stopKey =
    stop !== undefined && items.some((item) => item.key === stop)
      ? stop
      : lastMessageKey(lines, items)
  return (
    <section aria-label="Messages" className="relative flex min-h-0 flex-1 flex-col">
      {/* Keys bubble up from the rows, which are what has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={scroller}
        onKeyDown={onKeyDown}
        className="flex min-h-0 flex-1 flex-col overflow-x-hidden overflow-y-auto [overflow-anchor:none]"
      >
        <div ref={virtual.containerRef} className="column relative mt-auto w-full shrink-0">
          {items.map((item) => {
            const line = lines[item.index]
            return line === undefined ? null : (
              <div
                key={item.key}
                data-index={item.index}
                ref={(node) => {
                  virtual.measureElement(node)
                  focusRow(node)
                }}
                className="absolute inset-x-0 top-0 px-2.5"
              >
                <TimelineRow
                  line={line}
                  on={on}
                  above={item.index === 0 ? older : undefined}
                  below={item.index === lines.length - 1 ? newer : undefined}
                  start={props.start}
                  tabStop={line.key === stopKey}
                  flashed={line.key === flashed?.key}
                  onFocusRow={setStop}
                  renderBody={props.renderBody}
                />
              </div>
            )
          })}
        </div>
        {lines.length === 0 ? <div className="column px-2.5">{props.start}</div> : null}
      </div>
      {props.unread !== undefined && firstNew < (virtual.range?.startIndex ?? 0) ? (
        <JumpToNew
          count={props.unread.count}
          onJump={toFirstNew}
          onDismiss={props.unread.onDismiss}
        />
      ) : null}
      {atEnd || lines.length === 0 ? null : <JumpToLatest count={props.newBelow} onJump={latest} />}
      <div aria-live="polite" className="sr-only">
        {props.announcement}
      </div>
    </section>
  )
}

/**
 * Rule 3: whether a row that changes its height pushes what is above it up, rather than what is below it down. A row just
 * loaded above what was read does, even where it shows; so does one that reaches over the upper edge, for what changes in it
 * then is above the text, as when the first row loses its day line to an older one.
 */
function growsUpwards(
  item: VirtualItem,
  list: Virtualizer<HTMLDivElement, HTMLElement>,
  wasFirst: number,
): boolean {
  const offset = list.scrollOffset ?? 0
  const firstMeasure = !list.itemSizeCache.has(item.key)
  return firstMeasure ? item.start < offset || item.index < wasFirst : item.start <= offset
}

/** Close enough that a first jump lands well; rows are measured as they appear. Text of a usual length is two lines. */
function estimate(line: TimelineLine | undefined): number {
  if (line === undefined || line.kind === 'notice') return 25
  return (line.continues ? 28 : 56) + (line.day === undefined ? 0 : 38)
}

function indexOf(lines: readonly TimelineLine[], key: string | undefined): number {
  return key === undefined ? -1 : lines.findIndex((line) => line.key === key)
}

function nextMessage(lines: readonly TimelineLine[], from: number, step: 1 | -1) {
  for (let index = from + step; index >= 0 && index < lines.length; index += step) {
    const line = lines[index]
    if (line?.kind === 'message') return { key: line.key, index }
  }
  return undefined
}

function lastMessageKey(
  lines: readonly TimelineLine[],
  items: readonly VirtualItem[],
): string | undefined {
  const item = items.findLast((candidate) => lines[candidate.index]?.kind === 'message')
  return item === undefined ? undefined : lines[item.index]?.key
}
