import type { RoomRow } from '@parley/engine'
import { useMemo } from 'react'
import { useSession } from '../data/session.ts'
import type { Toasts } from '../ui/toast.tsx'
import { placeOf } from './addresses.ts'
import type { Shell, ShownDialog } from './shell-context.ts'

/** What the parts of the main screen may ask of it, made from what it has. */
export function useShellOf({
  rooms,
  show,
  toasts,
  go,
  goToMessage,
}: {
  readonly rooms: readonly RoomRow[]
  readonly show: (dialog: ShownDialog) => void
  readonly toasts: Toasts
  readonly go: (room: string | undefined) => void
  readonly goToMessage: (room: string, message: string) => void
}): Shell {
  const { account, host, intents, onFault } = useSession()
  const directs = rooms.flatMap((room) => room.other ?? []).join(' ')
  return useMemo<Shell>(
    () => ({
      show,
      openRoom: go,
      leaveRoom: () => go(undefined),
      openMessage: goToMessage,
      openLink(href) {
        const place = placeOf(href, account.server)
        if (place === undefined) host.openExternal(href)
        else if (place.message === undefined) go(place.room)
        else goToMessage(place.room, place.message)
      },
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
    [show, go, goToMessage, account, host, intents, directs, toasts, onFault],
  )
}
