import type { ConnectionState, RoomRow, StatusView } from '@parley/engine'
import type { MessageId, RoomId } from '@parley/protocol'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useRoute } from 'wouter'
import { totalUnread, usePresence, useRooms, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useSetting } from '../data/settings.ts'
import { useActivity } from '../data/use-attention.ts'
import { useMedia } from '../data/use-media.ts'
import { useReconnect } from '../data/use-reconnect.ts'
import { ConnectionStrip, type StripState } from '../status/connection-strip.tsx'
import type { Toasts } from '../ui/toast.tsx'
import { sentenceOf } from '../words/errors.ts'
import { Columns } from './columns.tsx'
import { Dialogs } from './dialogs.tsx'
import { ListColumn } from './list-column.tsx'
import { NoRoom } from './no-room.tsx'
import { onMac } from './on-mac.ts'
import { showPageSign } from './page-sign.ts'
import { PeopleColumn } from './people-column.tsx'
import { RoomScreen } from './room-screen.tsx'
import { useLook } from './use-look.ts'
import { ShellContext, type Shell, type ShownDialog } from './shell-context.ts'
import { actOfKey, roomAt, type ShellAct } from './shell-keys.ts'

export interface MainScreenProps {
  readonly toasts: Toasts
  readonly newVersion: boolean
  readonly onReload: () => void
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
  const shell = useShellOf({ rooms, show, toasts: props.toasts, go: place.go })
  const [listWidth, setListWidth] = useSetting('listWidth')
  const [peopleOpen, setPeopleOpen] = usePanel(place.room)
  const find = useRef<HTMLInputElement>(null)
  const open = rooms.find((room) => room.id === place.room)

  useActivity()
  useReconnect()
  useLook(place.room, rooms)
  useEffect(() => showPageSign(document, totalUnread(rooms), open?.title), [rooms, open?.title])
  useKeys((act) => {
    const step = (by: 1 | -1, wanted: (room: RoomRow) => boolean) => {
      const next = roomAt(rooms, place.room, by, wanted)
      if (next !== undefined) place.go(next.id)
    }
    const acts: Record<ShellAct, () => void> = {
      previousRoom: () => step(-1, () => true),
      nextRoom: () => step(1, () => true),
      previousUnread: () => step(-1, (room) => room.unread > 0),
      nextUnread: () => step(1, (room) => room.unread > 0),
      find: () => find.current?.focus(),
      keys: () => show({ kind: 'keys' }),
    }
    acts[act]()
  })

  return (
    <ShellContext value={shell}>
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
        roomOpen={place.room !== undefined}
        listWidth={listWidth}
        onListWidth={setListWidth}
        list={
          <ListColumn
            rooms={rooms}
            loading={loading}
            presence={presence}
            selectedId={place.room}
            findRef={find}
          />
        }
        main={
          place.room === undefined ? (
            <NoRoom why="none-open" onNewRoom={() => show({ kind: 'new-room' })} />
          ) : (
            <RoomScreen
              key={place.room}
              room={place.room}
              message={place.message}
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
      <Dialogs
        shown={dialog}
        onClose={() => show(undefined)}
        onSignOut={props.onSignOut}
      />
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

/** Where the address says one is. Wide screens open on the last room (D4); a phone on the list. */
function usePlace(rooms: readonly RoomRow[]) {
  const { account } = useSession()
  const [, navigate] = useLocation()
  const [isMessage, atMessage] = useRoute('/room/:room/:message')
  const [isRoom, atRoom] = useRoute('/room/:room')
  const [lastRooms, setLastRooms] = useSetting('lastRoom')
  const room = (isMessage ? atMessage.room : isRoom ? atRoom.room : undefined) as RoomId | undefined
  const last = lastRooms[account.person] ?? rooms[0]?.id
  const wide = useMedia('(min-width: 40rem)')
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    if (room !== undefined) {
      setBegun(true)
      if (lastRooms[account.person] !== room) setLastRooms({ ...lastRooms, [account.person]: room })
    } else if (!begun && wide && last !== undefined) {
      setBegun(true)
      navigate(`/room/${last}`, { replace: true })
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [room, begun, wide, last])
  const go = useCallback(
    (to: string | undefined) => navigate(to === undefined ? '/' : `/room/${to}`),
    [navigate],
  )
  return { room, message: atMessage?.message as MessageId | undefined, go }
}

function useShellOf({
  rooms,
  show,
  toasts,
  go,
}: {
  readonly rooms: readonly RoomRow[]
  readonly show: (dialog: ShownDialog) => void
  readonly toasts: Toasts
  readonly go: (room: string) => void
}): Shell {
  const { account, intents, onFault } = useSession()
  const directs = rooms.flatMap((room) => room.other ?? []).join(' ')
  return useMemo<Shell>(
    () => ({
      show,
      openRoom: go,
      openDirect(person) {
        go(intents.openDirect(account.person, person, directs.includes(person)))
      },
      tell(title, undo) {
        const id = toasts.add({
          title,
          ...(undo === undefined
            ? {}
            : {
                actionProps: {
                  children: 'Undo',
                  onClick() {
                    toasts.close(id)
                    undo()
                  },
                },
              }),
        })
      },
      notKept(cause) {
        console.error(cause)
        toasts.add({
          id: 'not-kept',
          title: 'This device’s storage is full.',
          description: 'Your text is still in the box; copy it before you reload.',
          priority: 'high',
          // It says what will be lost: it stays until it is read.
          timeout: 0,
        })
      },
      run: (intent) => void intent.catch(onFault),
    }),
    [show, go, account, intents, directs, toasts, onFault],
  )
}

function useKeys(act: (act: ShellAct) => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const undo = new AbortController()
    window.addEventListener(
      'keydown',
      (event) => {
        const { key, shiftKey: shift, altKey: alt, ctrlKey, metaKey } = event
        const found = event.isComposing
          ? undefined
          : actOfKey({ key, shift, alt, mod: onMac ? metaKey : ctrlKey })
        if (found === undefined) return
        event.preventDefault()
        latest.current(found)
      },
      { signal: undo.signal },
    )
    return () => undo.abort()
  }, [])
}

function stripOf(status: StatusView | undefined, newVersion: boolean): StripState {
  if (status === undefined) return { kind: 'none' }
  const { connection, queued, failed, durable } = status
  const standing = standingOf(connection, queued)
  if (standing !== undefined) return standing
  if (failed > 0) return { kind: 'failed', count: failed }
  if (newVersion) return { kind: 'new-version' }
  return durable ? { kind: 'none' } : { kind: 'not-kept' }
}

function standingOf(connection: ConnectionState, queued: number): StripState | undefined {
  switch (connection.kind) {
    case 'live':
    case 'catching-up':
      return undefined
    case 'connecting':
      return { kind: 'reconnecting', queued }
    case 'offline':
      return { kind: 'offline', queued }
    case 'signed-out':
      return { kind: 'signed-out' }
    case 'stopped':
      return { kind: 'stopped', sentence: sentenceOf(connection.code) }
  }
}
