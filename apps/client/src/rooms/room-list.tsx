import { MessagesSquare, Plus, SearchX, Sparkles } from 'lucide-react'
import { useRef, type ReactNode, type Ref } from 'react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { FindBox } from './find-box.tsx'
import { groupLines, roomLines } from './list-lines.ts'
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
        {lines.length > 0 ? (
          <RoomLines
            lines={lines}
            label="Rooms"
            selectedId={props.selectedId}
            onOpen={props.onOpen}
            onToggleGroup={props.onToggleGroup}
            listRef={list}
          />
        ) : props.loading ? (
          <WaitingRows />
        ) : (
          <NoRooms {...props} />
        )}
      </Tabs>
    </>
  )
}

function linesOf({ tab, rooms, groups, selectedId }: RoomListProps) {
  if (tab === 'categories') return groupLines(groups)
  // The open room stays under the pointer although reading it made it read.
  return roomLines(
    tab === 'unread' ? rooms.filter((room) => isUnread(room) || room.id === selectedId) : rooms,
  )
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
