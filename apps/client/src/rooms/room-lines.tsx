import { useVirtualizer } from '@tanstack/react-virtual'
import { Archive, ChevronDown, Ellipsis } from 'lucide-react'
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { Badge } from '../ui/badge.tsx'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/menu.tsx'
import type { ListLine } from './list-lines.ts'
import { NarrowRow } from './narrow-row.tsx'
import type { RoomRowView } from './room-view.ts'
import { RoomRow } from './room-row.tsx'
import { SlimRow } from './slim-row.tsx'
import { stepTo } from './step.ts'

export interface RoomLinesProps {
  readonly lines: readonly ListLine[]
  readonly label: string
  readonly selectedId: string | undefined
  readonly onOpen: (roomId: string) => void
  readonly onToggleGroup: (groupId: string) => void
  readonly onArchive: () => void
  /** The items of a room's own menu; null for one that has none yet. */
  readonly menuOf: (room: RoomRowView) => ReactNode
  /** Faces only. */
  readonly narrow: boolean
  /** The element that takes the keys, so that the filter box can hand over to it. */
  readonly listRef?: Ref<HTMLDivElement>
}

const PAGE = 10

/**
 * The lines themselves, only those in sight in the page, whatever their number. One tab stop: arrows move the active
 * line, Enter opens it; screen readers follow it through aria-activedescendant.
 */
export function RoomLines({
  lines,
  label,
  selectedId,
  onOpen,
  onToggleGroup,
  onArchive,
  menuOf,
  narrow,
  listRef,
}: RoomLinesProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<{ readonly room: RoomRowView; readonly at: DOMRect }>()
  const id = useId()
  const [activeKey, setActiveKey] = useState<string>()
  const grouped = lines.some((line) => line.kind === 'group')
  const active = lines.findIndex((line) =>
    activeKey === undefined
      ? line.kind === 'room' && line.room.id === selectedId
      : line.key === activeKey,
  )
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (narrow || (lines[index]?.kind !== 'group' && !grouped) ? 46 : 32),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
  })

  function act(line: ListLine | undefined) {
    if (line?.kind === 'room') onOpen(line.room.id)
    if (line?.kind === 'group') onToggleGroup(line.group.id)
    if (line?.kind === 'archive') onArchive()
  }

  function callMenu(index: number, at: DOMRect) {
    const line = lines[index]
    if (line?.kind !== 'room' || line.room.unsent) return
    setActiveKey(line.key)
    setMenu({ room: line.room, at })
  }

  /** By the right button, a long touch or the menu key: of what is pointed at, else of the active line. */
  function onContextMenu(event: MouseEvent) {
    event.preventDefault()
    const row = (event.target as Element).closest('[data-index]')
    if (row !== null)
      return callMenu(
        Number(row.getAttribute('data-index')),
        new DOMRect(event.clientX, event.clientY),
      )
    callByKey()
  }

  function callByKey() {
    const row = list.current?.querySelector(`[data-index="${active}"]`)
    if (row) callMenu(active, row.getBoundingClientRect())
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault()
      return callByKey()
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const line = lines[active]
    const fold =
      line?.kind === 'group' && event.key === (line.group.collapsed ? 'ArrowRight' : 'ArrowLeft')
    if (event.key === 'Enter' || event.key === ' ' || fold) {
      event.preventDefault()
      act(line)
      return
    }
    const next = stepTo(event.key, active, lines.length, PAGE)
    if (next === undefined) return
    event.preventDefault()
    setActiveKey(lines[next]?.key)
    virtual.scrollToIndex(next, { align: 'auto' })
  }

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      {/* The role is one of two, which the rule cannot see. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={(element) => {
          list.current = element
          if (typeof listRef === 'function') listRef(element)
          else if (listRef) listRef.current = element
        }}
        role={grouped ? 'tree' : 'listbox'}
        aria-label={label}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onBlur={() => setActiveKey(undefined)}
        className="group/lines relative w-full outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          if (line === undefined) return null
          const selected = line.kind === 'room' && line.room.id === selectedId
          return (
            // Keys are taken by the list, which is the one tab stop.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              ref={virtual.measureElement}
              data-index={item.index}
              role={grouped ? 'treeitem' : 'option'}
              aria-selected={selected}
              aria-setsize={lines.length}
              aria-posinset={item.index + 1}
              aria-level={grouped ? (line.kind === 'group' ? 1 : 2) : undefined}
              aria-expanded={line.kind === 'group' ? !line.group.collapsed : undefined}
              onClick={() => act(line)}
              className={classNames(
                'group/line absolute inset-x-0 top-0 rounded-lg',
                item.index === active &&
                  'group-focus-visible/lines:outline-2 group-focus-visible/lines:-outline-offset-2 group-focus-visible/lines:outline-accent',
              )}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line line={line} selected={selected} narrow={narrow} />
              {line.kind === 'room' && !narrow && !line.room.unsent ? (
                <MoreDots onCall={(at) => callMenu(item.index, at)} />
              ) : null}
            </div>
          )
        })}
      </div>
      {menu === undefined ? null : (
        <ContextMenu anchor={menu.at} finalFocus={list} onClose={() => setMenu(undefined)}>
          {menuOf(menu.room)}
        </ContextMenu>
      )}
    </div>
  )
}

/** For the mouse alone: keys have the menu key, a finger its long touch and the room's own menu. */
function MoreDots({ onCall }: { readonly onCall: (at: DOMRect) => void }) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      aria-hidden
      title="More"
      onClick={(event) => {
        event.stopPropagation()
        onCall(event.currentTarget.getBoundingClientRect())
      }}
      className="absolute inset-y-0 end-1.5 my-auto hidden size-7 place-items-center rounded-md border border-line bg-ground text-mute shadow-xs group-hover/line:grid hover:text-ink pointer-coarse:hidden! [&_svg]:size-4"
    >
      <Ellipsis />
    </span>
  )
}

function Line({
  line,
  selected,
  narrow,
}: {
  readonly line: ListLine
  readonly selected: boolean
  readonly narrow: boolean
}) {
  if (line.kind === 'archive') return <ArchiveLine line={line} narrow={narrow} />
  if (line.kind === 'room') {
    if (narrow) return <NarrowRow room={line.room} selected={selected} />
    return line.slim ? (
      <SlimRow room={line.room} selected={selected} />
    ) : (
      <RoomRow room={line.room} selected={selected} />
    )
  }
  if (narrow)
    return (
      <span title={line.group.title} className="block px-3 py-2">
        <span className="block h-px bg-line" />
        <span className="sr-only">{line.group.title}</span>
      </span>
    )
  return (
    <span className="flex items-center gap-1 px-2 pt-3 pb-1 text-label font-semibold tracking-[0.02em] text-faint hover:text-ink">
      <ChevronDown
        aria-hidden
        className={classNames(
          'size-3.5 transition-transform duration-120',
          line.group.collapsed && '-rotate-90 rtl:rotate-90',
        )}
      />
      {line.group.title}
    </span>
  )
}

function ArchiveLine({
  line,
  narrow,
}: {
  readonly line: Extract<ListLine, { kind: 'archive' }>
  readonly narrow: boolean
}) {
  const marks =
    line.unread > 0 ? (
      <Badge
        count={line.unread}
        hot={line.mentions > 0}
        label={`${line.unread} unread in archived rooms`}
      />
    ) : null
  return (
    <span
      title={narrow ? 'Archived' : undefined}
      className={classNames(
        'relative flex h-(--row) items-center gap-2.5 rounded-lg px-2 text-mute hover:bg-hover hover:text-ink',
        narrow && 'justify-center',
      )}
    >
      <span className="grid size-8 shrink-0 place-items-center">
        <Archive aria-hidden className="icon" />
      </span>
      <span className={narrow ? 'sr-only' : 'min-w-0 flex-1 font-medium'}>Archived</span>
      {narrow ? <span className="absolute end-0 top-0">{marks}</span> : marks}
      {narrow ? null : <span className="text-label text-faint tabular-nums">{line.count}</span>}
    </span>
  )
}
