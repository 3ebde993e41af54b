import { useRef, useState } from 'react'
import { Composer } from '../../src/composer/composer.tsx'
import type { ComposeMode } from '../../src/composer/compose-banner.tsx'
import { PeoplePanel, type MemberView } from '../../src/people/people-panel.tsx'
import { MeBar } from '../../src/rooms/me-bar.tsx'
import { NewRoomDialog } from '../../src/rooms/new-room-dialog.tsx'
import { RowMenu } from '../../src/rooms/row-menu.tsx'
import { RoomList } from '../../src/rooms/room-list.tsx'
import type { RoomRowView, RoomTab } from '../../src/rooms/room-view.ts'
import { Columns } from '../../src/shell/columns.tsx'
import { LIST_WIDTH } from '../../src/data/list-width.ts'
import { RoomHead } from '../../src/shell/room-head.tsx'
import { SidePanel } from '../../src/shell/side-panel.tsx'
import { ConnectionStrip, type StripState } from '../../src/status/connection-strip.tsx'
import { arrange, type TimelineItem } from '../../src/timeline/arrange.ts'
import { TypingLine } from '../../src/timeline/foot-lines.tsx'
import { RoomStart } from '../../src/timeline/room-start.tsx'
import { Timeline } from '../../src/timeline/timeline.tsx'
import { Avatar } from '../../src/ui/avatar.tsx'
import { MenuItem } from '../../src/ui/menu.tsx'
import { archivedRooms, groups, manyRooms } from './rooms.ts'
import { on, renderBody } from './talk.tsx'

const ignore = () => {}
const dayOf = (at: number) =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
    .format(at)
    .replace(',', '')
const person = (
  id: string,
  name: string,
  presence: 'on' | 'away' | 'off',
  status: string,
  role?: string,
): MemberView => ({
  profile: {
    id,
    name,
    handle: id,
    presence,
    status,
    own: id === 'alice',
    blocked: false,
    localTime: '03:41, 6 h behind you',
  },
  ...(role === undefined ? {} : { role }),
  acts: id === 'alice' ? [] : (['make-admin', 'remove'] as const),
})
const members = [
  person('alice', 'Alice Keller', 'on', 'Available', 'Owner'),
  person('bob-okafor', 'Bob Okafor', 'on', 'Drawing', 'Admin'),
  person('mei-tanaka', 'Mei Tanaka', 'away', 'Away since 09:20'),
  person('noor', 'نور الحسن', 'off', 'Last seen yesterday'),
]
const contacts = members.map(({ profile }) => profile)

export interface RoomSceneProps {
  readonly items: readonly TimelineItem[]
  readonly strip?: StripState
  readonly panel?: boolean
  readonly roomOpen?: boolean
  readonly tab?: RoomTab
  readonly rooms?: readonly RoomRowView[]
  readonly newRoom?: boolean
  readonly mode?: ComposeMode
  readonly empty?: boolean
  readonly loading?: boolean
  readonly narrow?: boolean
}

export function RoomScene(props: RoomSceneProps) {
  const [tab, setTab] = useState<RoomTab>(props.tab ?? 'recent')
  const [filter, setFilter] = useState('')
  const [narrow, setNarrow] = useState(props.narrow ?? false)
  const [listWidth, setListWidth] = useState<number>(LIST_WIDTH.usual)
  const [text, setText] = useState('')
  const [panel, setPanel] = useState(props.panel ?? false)
  const box = useRef<HTMLTextAreaElement>(null)
  const shown = (props.rooms ?? manyRooms).filter((room) =>
    room.title.toLowerCase().includes(filter.toLowerCase()),
  )
  return (
    <Columns
      strip={
        <ConnectionStrip
          state={props.strip ?? { kind: 'none' }}
          onConnectNow={ignore}
          onShowFailed={ignore}
          onSignIn={ignore}
          onReload={ignore}
        />
      }
      roomOpen={props.roomOpen ?? true}
      listWidth={listWidth}
      onListWidth={setListWidth}
      listNarrow={narrow}
      onListNarrow={setNarrow}
      list={
        <>
          <MeBar
            narrow={narrow}
            due={2}
            onSaved={() => {}}
            me={{ id: 'alice', name: 'Alice Keller' }}
            presence="on"
            status="Available · 09:41"
            onProfile={ignore}
            settings={<MenuItem onPick={ignore}>Sign out</MenuItem>}
          />
          <RoomList
            tab={tab}
            rooms={shown}
            groups={filter === '' ? groups : []}
            filter={filter}
            selectedId="brand"
            loading={props.loading ?? false}
            findKeys="Ctrl K"
            onTab={setTab}
            onFilter={setFilter}
            onOpen={ignore}
            onToggleGroup={ignore}
            onNewRoom={ignore}
            archived={archivedRooms}
            menuOf={(room) => <RowMenu room={room} onAct={ignore} />}
            narrow={narrow}
            onWiden={() => setNarrow(false)}
          />
        </>
      }
      main={
        <>
          <RoomHead
            title="Brand site redesign"
            tag="Contract · active"
            about="Weekly draft on Tuesdays · 4 people, Bob's time 03:41"
            favourite
            peopleOpen={panel}
            onBack={ignore}
            onFavourite={ignore}
            onPeople={() => setPanel(!panel)}
          />
          <Timeline
            lines={arrange(props.items, dayOf)}
            older="none"
            newer="none"
            openAt="end"
            newBelow={0}
            start={
              <RoomStart
                title="Brand site redesign"
                about="The contract room with Bob Okafor, Mei Tanaka and one more, since 2 November. Everything said here stays with the contract."
              />
            }
            on={on}
            renderBody={renderBody}
            onOlder={ignore}
            onNewer={ignore}
            onAtEnd={ignore}
            onLatest={ignore}
            onLeaveDown={() => box.current?.focus()}
          />
          <TypingLine names={props.empty === true ? [] : ['Bob']} />
          <Composer
            text={text}
            mode={props.mode ?? { kind: 'new' }}
            placeholder="Message Brand site redesign"
            enterSends
            maxLength={8000}
            completionsFor={({ letters }) =>
              contacts
                .filter((one) => one.handle.startsWith(letters))
                .map((one) => ({
                  key: one.id,
                  insert: `@${one.handle}`,
                  label: one.name,
                  hint: `@${one.handle}`,
                  icon: <Avatar {...one} size="small" />,
                }))
            }
            onChange={setText}
            onSend={() => setText('')}
            onEditLast={ignore}
            onCancelMode={ignore}
            onEnterSends={ignore}
            inputRef={box}
          />
          <NewRoomDialog
            open={props.newRoom ?? false}
            kind="group"
            title="Autumn campaign"
            canCreate
            busy={false}
            people={{
              query: '',
              found: contacts,
              picked: contacts.slice(1, 3),
              onQuery: ignore,
              onPick: ignore,
              onDrop: ignore,
            }}
            onKind={ignore}
            onTitle={ignore}
            onCreate={ignore}
            onClose={ignore}
          />
        </>
      }
      panel={
        panel ? (
          <SidePanel title="People" note="4" onClose={() => setPanel(false)}>
            <PeoplePanel
              invited={{
                invited: [
                  {
                    id: 'i1',
                    email: 'sam.rivera@example.com',
                    about: 'Invited · expires in 6 days',
                    hot: false,
                    isOpen: true,
                  },
                ],
                onResend: ignore,
                onRevoke: ignore,
              }}
              members={members}
              onInvite={ignore}
              onMessage={ignore}
              onAct={ignore}
              onBlock={ignore}
              onLeave={ignore}
            />
          </SidePanel>
        ) : null
      }
    />
  )
}
