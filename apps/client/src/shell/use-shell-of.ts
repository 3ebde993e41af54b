import type { RoomRow } from '@parley/engine'
import { useMemo } from 'react'
import { useSession } from '../data/session.ts'
import type { Toasts } from '../ui/toast.tsx'
import type { Shell, ShownDialog } from './shell-context.ts'

/** What the parts of the main screen may ask of it, made from what it has. */
export function useShellOf({
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
