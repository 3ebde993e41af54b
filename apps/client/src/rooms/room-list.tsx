import {
  Archive,
  ArrowLeft,
  MessagesSquare,
  PanelLeftOpen,
  Plus,
  SearchX,
  Sparkles,
} from 'lucide-react'
import { useRef, type ReactNode, type Ref } from 'react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { FindBox } from './find-box.tsx'
import { archiveLine, groupLines, roomLines } from './list-lines.ts'
import { RoomLines } from './room-lines.tsx'
import { isUnread, type RoomGroupView, type RoomRowView, type RoomTab } from './room-view.ts'

export interface RoomListProps {
  readonly tab: RoomTab
  /** Newest first, after the filter; the unread tab shows those of them with something new. */
  readonly rooms: readonly RoomRowView[]
  /** The same rooms by category, after the filter. */
  readonly groups: readonly RoomGroupView[]
  readonly filter: string
  readonly selectedId: string | undefined
  /** Nothing is known yet: places are kept. */
  readonly loading: boolean
  readonly findKeys?: string | undefined
  readonly findRef?: Ref<HTMLInputElement>
  readonly onTab: (tab: RoomTab) => void
  readonly onFilter: (filter: string) => void
  readonly onOpen: (roomId: string) => void
  readonly onToggleGroup: (groupId: string) => void
  readonly onNewRoom: () => void
  /** What was put away; shown when it is gone to. */
  readonly archived: readonly RoomRowView[]
  readonly menuOf: (room: RoomRowView) => ReactNode
  /** Faces only. */
  readonly narrow?: boolean
  /** Out of the folded list. */
  readonly onWiden?: () => void
}

const tabs = [
  { value: 'recent', label: 'Recent' },
  { value: 'unread', label: 'Unread' },
  { value: 'categories', label: 'Categories' },
] as const

export function RoomList(props: RoomListProps) {
  const list = useRef<HTMLDivElement>(null)
  const lines = linesOf(props)
  const first = lines.find((line) => line.kind === 'room')
  const roomLinesShown = (
    <RoomLines
      lines={lines}
      label={props.tab === 'archived' ? 'Archived rooms' : 'Rooms'}
      selectedId={props.selectedId}
      onOpen={props.onOpen}
      onToggleGroup={props.onToggleGroup}
      onArchive={() => {
        props.onTab('archived')
        list.current?.focus()
      }}
      menuOf={props.menuOf}
      narrow={props.narrow === true}
      listRef={list}
    />
  )
  const content =
    lines.length > 0 ? roomLinesShown : props.loading ? <WaitingRows /> : <NoRooms {...props} />
  if (props.narrow === true) return <NarrowList {...props}>{content}</NarrowList>
  return (
    <>
      <FindBox
        value={props.filter}
        onChange={props.onFilter}
        onDown={() => list.current?.focus()}
        onEnter={() => (first?.kind === 'room' ? props.onOpen(first.room.id) : undefined)}
        keys={props.findKeys}
        {...(props.findRef === undefined ? {} : { inputRef: props.findRef })}
      />
      {props.tab === 'archived' ? (
        <>
          <ArchiveHead onBack={() => props.onTab('recent')} />
          {content}
        </>
      ) : (
        <Tabs
          value={props.tab}
          options={tabs}
          label="Rooms"
          onPick={props.onTab}
          className="flex min-h-0 flex-1 flex-col"
          rowClassName="mx-3 mb-2 flex items-center justify-between gap-1"
          end={
            <IconButton
              look="soft"
              label="New room"
              icon={<Plus />}
              tip="bottom"
              className="size-7!"
              onClick={props.onNewRoom}
            />
          }
        >
          {content}
        </Tabs>
      )}
    </>
  )
}

/** In place of the tabs while one looks at what was put away. */
function ArchiveHead({ onBack }: { readonly onBack: () => void }) {
  return (
    <div className="mx-2 mb-2 flex h-7 items-center gap-1 pointer-coarse:h-11">
      <IconButton
        label="Back to the rooms"
        icon={<ArrowLeft className="rtl:-scale-x-100" />}
        className="size-7!"
        onClick={onBack}
      />
      <h2 className="text-second font-semibold">Archived</h2>
    </div>
  )
}

/** The folded list: what is needed to go somewhere, and the way back to the whole. */
function NarrowList({
  tab,
  onTab,
  onNewRoom,
  onWiden,
  children,
}: RoomListProps & { readonly children: ReactNode }) {
  return (
    <>
      <div className="flex flex-col items-center gap-1 pb-2">
        <IconButton
          label="Show the whole list"
          icon={<PanelLeftOpen className="rtl:-scale-x-100" />}
          onClick={() => onWiden?.()}
        />
        <IconButton look="soft" label="New room" icon={<Plus />} onClick={onNewRoom} />
        {tab === 'archived' ? (
          <IconButton
            label="Back to the rooms"
            icon={<ArrowLeft className="rtl:-scale-x-100" />}
            onClick={() => onTab('recent')}
          />
        ) : null}
      </div>
      {children}
    </>
  )
}

function linesOf({ tab, rooms, groups, selectedId, archived, filter }: RoomListProps) {
  if (tab === 'archived') return roomLines(archived)
  // What is looked for by name is found wherever it is.
  const away = filter === '' ? archiveLine(archived) : roomLines(archived)
  if (tab === 'categories') return [...groupLines(groups), ...away]
  // The open room stays under the pointer although reading it made it read.
  if (tab === 'unread' && filter === '')
    return roomLines(rooms.filter((room) => isUnread(room) || room.id === selectedId))
  return [...roomLines(rooms), ...away]
}

function NoRooms({ tab, filter, onNewRoom, onFilter }: RoomListProps): ReactNode {
  if (filter !== '') {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No room by that name"
        action={
          <Button size="small" onClick={() => onFilter('')}>
            Show all rooms
          </Button>
        }
      >
        Nothing here matches “<bdi>{filter}</bdi>”.
      </EmptyState>
    )
  }
  if (tab === 'archived') {
    return (
      <EmptyState icon={<Archive />} title="Nothing archived">
        Rooms you archive from their menu are kept here. Nothing that is said in them brings them
        back.
      </EmptyState>
    )
  }
  if (tab === 'unread') {
    return (
      <EmptyState icon={<Sparkles />} title="All read">
        New messages will show up here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title="No rooms yet"
      action={
        <Button look="primary" size="small" onClick={onNewRoom}>
          New room
        </Button>
      }
    >
      Start one with the people you work with.
    </EmptyState>
  )
}

function WaitingRows() {
  return (
    <div role="status" aria-label="Loading rooms" className="flex flex-col gap-3 px-4 py-1.5">
      {[68, 52, 74, 46, 60].map((width) => (
        <span key={width} className="flex items-center gap-2.5">
          <Skeleton className="size-8" />
          <span className="flex flex-1 flex-col gap-1.5">
            <span style={{ width: `${width}%` }}>
              <Skeleton className="h-3" />
            </span>
            <Skeleton className="h-2.5 w-full" />
          </span>
        </span>
      ))}
    </div>
  )
}
