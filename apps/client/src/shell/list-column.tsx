import type { RoomRow } from '@parley/engine'
import type { PersonId, PresenceState } from '@parley/protocol'
import { useMemo, useState, type Ref } from 'react'
import { useLocation } from 'wouter'
import { useAdministrator } from '../admin/use-administrator.ts'
import { useSaved, useStatus } from '../data/queries.ts'
import { usePersonSetting } from '../data/person-settings.ts'
import { useSession } from '../data/session.ts'
import { useSetting } from '../data/settings.ts'
import { useMedia } from '../data/use-media.ts'
import { useNow } from '../data/use-now.ts'
import { MeBar } from '../rooms/me-bar.tsx'
import { RoomList } from '../rooms/room-list.tsx'
import { RowMenu } from '../rooms/row-menu.tsx'
import { titleMatches } from '../rooms/title-matches.ts'
import { keyLabel } from '../ui/key-label.ts'
import { MenuChoice, MenuItem, MenuLine } from '../ui/menu.tsx'
import { appearanceWords } from '../words/appearance-words.ts'
import { isOnline } from '../words/message-words.ts'
import { isDue } from '../words/saved-words.ts'
import { statusText } from '../words/person-words.ts'
import { roomGroups, roomRowOf } from '../words/room-words.ts'
import { onMac } from './on-mac.ts'
import { useShell } from './shell-context.ts'
import { useRowActs } from './use-row-acts.ts'

export interface ListColumnProps {
  readonly rooms: readonly RoomRow[]
  readonly loading: boolean
  readonly presence: ReadonlyMap<PersonId, PresenceState>
  readonly selectedId: string | undefined
  readonly findRef: Ref<HTMLInputElement>
  /** Faces only. */
  readonly narrow: boolean
  readonly onWiden: () => void
}

/** The person, what they look for, and their rooms. */
export function ListColumn(props: ListColumnProps) {
  const { rooms, loading, presence, selectedId, findRef, narrow, onWiden } = props
  const { times } = useSession()
  const { show, openRoom } = useShell()
  const [view, setView] = usePersonSetting('roomListView')
  const [order] = usePersonSetting('categoryOrder')
  const [collapsed, setCollapsed] = usePersonSetting('collapsedGroups')
  const [aside, setAside] = useState<'unread' | 'archived'>()
  const tab = aside ?? (view === 'category' ? 'categories' : 'recent')
  const [filter, setFilter] = useState('')
  const now = useNow()
  const status = useStatus()
  const online = isOnline(status?.connection)
  const found = useMemo(
    () => (filter === '' ? rooms : rooms.filter((room) => titleMatches(room.title, filter))),
    [rooms, filter],
  )
  const shown = useMemo(
    () => found.map((room) => roomRowOf(room, { times, now, presence: online ? presence : null })),
    [found, times, now, presence, online],
  )
  // What is looked for by name is found although it is hidden; the room one is in stays in sight.
  const listed = useMemo(
    () =>
      shown.filter(
        (room) => !room.archived && (!room.hidden || filter !== '' || room.id === selectedId),
      ),
    [shown, filter, selectedId],
  )
  const archived = useMemo(() => shown.filter((room) => room.archived), [shown])
  const groups = useMemo(
    () => roomGroups(listed, new Set(collapsed), order),
    [listed, collapsed, order],
  )
  const act = useRowActs(rooms, selectedId)
  // Until the first catch-up is through, an empty list says nothing.
  const settled = status?.connection.kind === 'live' || status?.connection.kind === 'offline'
  return (
    <>
      <Me narrow={narrow} />
      <RoomList
        tab={tab}
        rooms={listed}
        archived={archived}
        groups={groups}
        filter={filter}
        selectedId={selectedId}
        loading={loading || (rooms.length === 0 && !settled)}
        findKeys={keyLabel('Mod+Shift+F', onMac)}
        findRef={findRef}
        onTab={(next) => {
          if (next === 'unread' || next === 'archived') return setAside(next)
          // Back from the archive leads to the view one came from.
          if (aside !== 'archived') setView(next === 'categories' ? 'category' : 'recent')
          setAside(undefined)
        }}
        menuOf={(room) => <RowMenu room={room} onAct={(what) => act(room.id, what)} />}
        narrow={narrow}
        onWiden={onWiden}
        onFilter={setFilter}
        onOpen={(room) => {
          setFilter('')
          openRoom(room)
        }}
        onToggleGroup={(group) =>
          setCollapsed(
            collapsed.includes(group)
              ? collapsed.filter((id) => id !== group)
              : [...collapsed, group],
          )
        }
        onNewRoom={() => show({ kind: 'new-room' })}
      />
    </>
  )
}

function Me({ narrow }: { readonly narrow: boolean }) {
  const { account, times } = useSession()
  const { show } = useShell()
  const status = useStatus()
  const now = useNow()
  const online = isOnline(status?.connection)
  const name = status?.me.name ?? account.name
  const administrator = useAdministrator() === true
  const due = useSaved().filter(({ saved }) => isDue(saved, now)).length
  const said = status && statusText(status.me, now)
  return (
    <MeBar
      me={{ id: account.person, name }}
      presence={online ? 'on' : 'off'}
      status={said ?? `${online ? 'Available' : 'Offline'} · ${times.clock(now)}`}
      onProfile={() => show({ kind: 'profile', person: account.person })}
      settings={<SettingsMenu administrator={administrator} />}
      due={due}
      narrow={narrow}
      onSaved={() => show({ kind: 'saved' })}
    />
  )
}

function SettingsMenu({ administrator }: { readonly administrator: boolean }) {
  const { show } = useShell()
  const [, navigate] = useLocation()
  const [theme, setTheme] = useSetting('theme')
  const [textSize, setTextSize] = useSetting('textSize')
  const [density, setDensity] = useSetting('density')
  const [order, setOrder] = usePersonSetting('categoryOrder')
  const [narrow, setNarrow] = useSetting('listNarrow')
  const wide = useMedia('(min-width: 40rem)')
  return (
    <>
      <MenuChoice
        label="Theme"
        value={theme}
        options={appearanceWords.theme}
        onPick={(value) => setTheme(value as typeof theme)}
      />
      <MenuLine />
      <MenuChoice
        label="Text size"
        value={textSize}
        options={appearanceWords.textSize}
        onPick={(value) => setTextSize(value as typeof textSize)}
      />
      <MenuLine />
      <MenuChoice
        label="Spacing"
        value={density}
        options={appearanceWords.density}
        onPick={(value) => setDensity(value as typeof density)}
      />
      <MenuLine />
      <MenuChoice
        label="Rooms in categories"
        value={order}
        options={[
          { value: 'latest', label: 'Latest first' },
          { value: 'name', label: 'By name' },
        ]}
        onPick={(value) => setOrder(value as typeof order)}
      />
      <MenuLine />
      {wide ? (
        <MenuItem onPick={() => setNarrow(!narrow)}>
          {narrow ? 'Show the whole room list' : 'Fold the room list to icons'}
        </MenuItem>
      ) : null}
      <MenuItem keys={keyLabel('Mod+/', onMac)} onPick={() => show({ kind: 'keys' })}>
        Keyboard
      </MenuItem>
      <MenuItem onPick={() => navigate('/settings/profile')}>All settings</MenuItem>
      <MenuItem onPick={() => show({ kind: 'blocked' })}>Blocked people</MenuItem>
      <MenuItem onPick={() => navigate('/apps')}>Get the apps</MenuItem>
      {administrator ? <MenuItem onPick={() => navigate('/admin')}>Administration</MenuItem> : null}
      <MenuItem onPick={() => show({ kind: 'sign-out' })}>Sign out</MenuItem>
    </>
  )
}
