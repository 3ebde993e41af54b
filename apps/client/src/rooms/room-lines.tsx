import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { classNames } from '../ui/class-names.ts'
import type { ListLine } from './list-lines.ts'
import { RoomRow } from './room-row.tsx'
import { SlimRow } from './slim-row.tsx'
import { stepTo } from './step.ts'

export interface RoomLinesProps {
  readonly lines: readonly ListLine[]
  readonly label: string
  readonly selectedId: string | undefined
  readonly onOpen: (roomId: string) => void
  readonly onToggleGroup: (groupId: string) => void
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
  listRef,
}: RoomLinesProps) {
  const scroller = useRef<HTMLDivElement>(null)
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
    estimateSize: (index) => (lines[index]?.kind === 'room' && !grouped ? 46 : 32),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
  })

  function act(line: ListLine | undefined) {
    if (line?.kind === 'room') onOpen(line.room.id)
    if (line?.kind === 'group') onToggleGroup(line.group.id)
  }

  function onKeyDown(event: KeyboardEvent) {
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
        ref={listRef}
        role={grouped ? 'tree' : 'listbox'}
        aria-label={label}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
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
                'absolute inset-x-0 top-0 rounded-lg',
                item.index === active &&
                  'group-focus-visible/lines:outline-2 group-focus-visible/lines:-outline-offset-2 group-focus-visible/lines:outline-accent',
              )}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line line={line} selected={selected} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Line({ line, selected }: { readonly line: ListLine; readonly selected: boolean }) {
  if (line.kind === 'room') {
    return line.slim ? (
      <SlimRow room={line.room} selected={selected} />
    ) : (
      <RoomRow room={line.room} selected={selected} />
    )
  }
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
