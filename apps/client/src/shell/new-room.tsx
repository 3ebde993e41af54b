import type { PersonId, RoomKind } from '@parley/protocol'
import { useState } from 'react'
import { useSession } from '../data/session.ts'
import { NewRoomDialog } from '../rooms/new-room-dialog.tsx'
import { useShell } from './shell-context.ts'
import { usePeopleSearch } from './use-people-search.ts'

const noOne: ReadonlySet<PersonId> = new Set()

/** A new room (R3): made here at once, also offline; the server has it when it can. */
export function NewRoom({ onClose }: { readonly onClose: () => void }) {
  const { intents } = useSession()
  const { openRoom, openDirect } = useShell()
  const [kind, setKind] = useState<RoomKind>('group')
  const [title, setTitle] = useState('')
  const { picked, picker, problem, keepLast } = usePeopleSearch(noOne)
  const [only] = picked
  const tooMany = kind === 'direct' && picked.length > 1
  const canCreate = kind === 'direct' ? picked.length === 1 : title.trim() !== ''

  function onCreate() {
    onClose()
    if (kind === 'direct') {
      if (only !== undefined) openDirect(only.id)
      return
    }
    const people = picked.map(({ id }) => id)
    openRoom(intents.createRoom({ kind, title: title.trim(), people }))
  }
  return (
    <NewRoomDialog
      open
      kind={kind}
      title={title}
      people={picker}
      error={tooMany ? 'A direct conversation is with one person. Choose Group for more.' : problem}
      canCreate={canCreate}
      busy={false}
      onKind={(next) => {
        setKind(next)
        if (next === 'direct') keepLast()
      }}
      onTitle={setTitle}
      onCreate={onCreate}
      onClose={onClose}
    />
  )
}
