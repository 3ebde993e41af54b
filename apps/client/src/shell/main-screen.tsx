import type { RoomRow } from '@parley/engine'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocation, useRoute } from 'wouter'
import { AdminPage } from '../admin/admin-page.tsx'
import { isListed, totalUnread, usePresence, useRooms, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useSetting } from '../data/settings.ts'
import { useActivity } from '../data/use-attention.ts'
import { useLeaveQuestion } from '../data/use-leave-question.ts'
import { useMedia } from '../data/use-media.ts'
import { useReconnect } from '../data/use-reconnect.ts'
import { SettingsPage } from '../settings/settings-page.tsx'
import { ConnectionStrip } from '../status/connection-strip.tsx'
import type { Toasts } from '../ui/toast.tsx'
import { stripOf } from '../words/strip-state.ts'
import { Columns } from './columns.tsx'
import { Dialogs } from './dialogs.tsx'
import { ListColumn } from './list-column.tsx'
import { NoRoom } from './no-room.tsx'
import { showPageSign } from './page-sign.ts'
import { PeopleColumn } from './people-column.tsx'
import { RoomScreen } from './room-screen.tsx'
import { ShellContext, type ShownDialog } from './shell-context.ts'
import { settingsSections } from './settings-sections.tsx'
import { roomAt, type ShellAct } from './shell-keys.ts'
import { useFaces } from './use-faces.ts'
import { useLook } from './use-look.ts'
import { usePlace } from './use-place.ts'
import { useReminders } from './use-reminders.ts'
import { useSettingsPlace } from './use-settings-place.ts'
import { useShellKeys } from './use-shell-keys.ts'
import { useShellOf } from './use-shell-of.ts'

export interface MainScreenProps {
  readonly toasts: Toasts
  readonly newVersion: boolean
  readonly onReload: () => void
  readonly onOutdated: () => void
  readonly onSignInAgain: () => void
  readonly onSignOut: (queue: 'keep' | 'discard') => void
}

/** The rooms: list, talk, people. The one place where the features meet. */
export function MainScreen(props: MainScreenProps) {
  const { engine, onFault } = useSession()
  const { rooms, loading } = useRooms()
  const status = useStatus()
  const presence = usePresence()
  const [dialog, show] = useState<ShownDialog>()
  const place = usePlace(rooms)
  const settings = useSettingsPlace(place.room, place.go)
  const { go, goToMessage } = place
  const shell = useShellOf({ rooms, show, toasts: props.toasts, go, goToMessage })
  const [isAdmin, atAdmin] = useRoute('/admin/:section?')
  const [, navigate] = useLocation()
  const [listWidth, setListWidth] = useSetting('listWidth')
  const [foldedList, setNarrow] = useSetting('listNarrow')
  // A phone has the list to itself.
  const listNarrow = useMedia('(min-width: 40rem)') && foldedList
  const [peopleOpen, setPeopleOpen] = usePanel(place.room)
  // Keys step through what the list shows.
  const listed = rooms.filter((room) => isListed(room) || room.id === place.room)
  const find = useRef<HTMLInputElement>(null)
  const open = rooms.find((room) => room.id === place.room)

  const { onOutdated } = props
  const outdated =
    status?.connection.kind === 'stopped' && status.connection.code === 'unsupported-version'
  useEffect(() => {
    if (outdated) onOutdated()
  }, [outdated, onOutdated])
  useReminders(props.toasts, goToMessage)
  useActivity()
  useFaces()
  useReconnect()
  useLook(place.room, rooms)
  useEffect(() => showPageSign(document, totalUnread(rooms), open?.title), [rooms, open?.title])
  useLeaveQuestion(status?.durable === false && status.queued > 0)
  useShellKeys(dialog !== undefined, (act) => {
    const step = (by: 1 | -1, wanted: (room: RoomRow) => boolean) => {
      const next = roomAt(listed, place.room, by, wanted)
      if (next !== undefined) place.go(next.id)
    }
    const acts: Record<ShellAct, () => void> = {
      previousRoom: () => step(-1, () => true),
      nextRoom: () => step(1, () => true),
      previousUnread: () => step(-1, (room) => room.unread > 0),
      nextUnread: () => step(1, (room) => room.unread > 0),
      switch: () => show({ kind: 'switcher' }),
      filter() {
        // The folded list has no box: it is there before the focus goes to it.
        flushSync(() => setNarrow(false))
        find.current?.focus()
      },
      keys: () => show({ kind: 'keys' }),
    }
    acts[act]()
  })

  return (
    <ShellContext value={shell}>
      {settings === null ? null : (
        <SettingsPage sections={settingsSections} at={settings.at} onBack={settings.leave} />
      )}
      {/* Stays mounted: what is half written lives in there. */}
      <div className={settings === null ? 'contents' : 'hidden'}>
        <Columns
          strip={
            <ConnectionStrip
              state={stripOf(status, props.newVersion)}
              onConnectNow={() => void engine.connectNow().catch(onFault)}
              onShowFailed={() => show({ kind: 'failed' })}
              onSignIn={props.onSignInAgain}
              onReload={props.onReload}
            />
          }
          roomOpen={place.room !== undefined || isAdmin}
          listWidth={listWidth}
          onListWidth={setListWidth}
          listNarrow={listNarrow}
          onListNarrow={setNarrow}
          list={
            <ListColumn
              rooms={rooms}
              loading={loading}
              presence={presence}
              selectedId={place.room}
              findRef={find}
              narrow={listNarrow}
              onWiden={() => setNarrow(false)}
            />
          }
          main={
            isAdmin ? (
              <AdminPage
                section={atAdmin.section}
                onSection={(section) => navigate(`/admin/${section}`)}
                onBack={() => place.go(undefined)}
              />
            ) : place.room === undefined ? (
              <NoRoom why="none-open" onNewRoom={() => show({ kind: 'new-room' })} />
            ) : (
              <RoomScreen
                key={place.room}
                room={place.room}
                message={place.message}
                restored={place.restored}
                peopleOpen={peopleOpen}
                onPeople={() => setPeopleOpen(!peopleOpen)}
                onBack={() => place.go(undefined)}
              />
            )
          }
          panel={
            peopleOpen && place.room !== undefined ? (
              <PeopleColumn room={place.room} onClose={() => setPeopleOpen(false)} />
            ) : null
          }
        />
      </div>
      <Dialogs shown={dialog} onClose={() => show(undefined)} onSignOut={props.onSignOut} />
    </ShellContext>
  )
}

/** Whether the people stand beside the talk. Where they would cover it, they are called for each room anew. */
function usePanel(room: string | undefined): [boolean, (open: boolean) => void] {
  const beside = useMedia('(min-width: 56.25rem)')
  const [remembered, remember] = useSetting('peopleOpen')
  const [coveredRoom, cover] = useState<string>()
  if (beside) return [remembered, remember]
  return [room !== undefined && coveredRoom === room, (open) => cover(open ? room : undefined)]
}
