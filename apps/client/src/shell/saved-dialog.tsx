import type { MessageId, RoomId } from '@parley/protocol'
import { useSaved, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { SavedList } from '../later/saved-list.tsx'
import { TimeDialog } from '../later/time-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { isOnline } from '../words/message-words.ts'
import { momentToCome, reminderTimes, savedView } from '../words/saved-words.ts'
import { instantOf, tomorrowAt, wallText } from '../words/wall-time.ts'
import { useShell } from './shell-context.ts'

/** All that is kept for later. What is due stands first. */
export function SavedDialog({ onClose }: { readonly onClose: () => void }) {
  const { intents, times, zone } = useSession()
  const { run, show, tell, openMessage } = useShell()
  const now = useNow()
  const rows = useSaved()
  const online = isOnline(useStatus()?.connection)
  const here = { times, zone, now }
  const views = rows.map((row) => savedView(row, here))
  const roomOf = (id: string) => rows.find((row) => row.id === id)?.saved
  const save = (id: string, keep: { remindAt: number | null } | null) => {
    const kept = roomOf(id)
    if (kept !== undefined) run(intents.save(kept.room, id as MessageId, keep))
  }
  return (
    <Dialog open onClose={onClose} wide title="Saved for later">
      <SavedList
        saved={[...views.filter(({ due }) => due), ...views.filter(({ due }) => !due)]}
        online={online}
        choices={reminderTimes(here)}
        onOpen={(id) => {
          const kept = roomOf(id)
          onClose()
          if (kept !== undefined) openMessage(kept.room, id)
        }}
        onRemind={(id, remindAt) => save(id, { remindAt })}
        onPickTime={(id) => {
          const kept = roomOf(id)
          if (kept === undefined) return
          show({ kind: 'remind', room: kept.room, message: id as MessageId, back: true })
        }}
        onDone={(id) => {
          const kept = roomOf(id)
          save(id, null)
          const row = rows.find((each) => each.id === id)
          // In a lost room nothing can be saved anew.
          if (kept !== undefined && row?.place !== null)
            tell('Done', () => run(intents.save(kept.room, id as MessageId, kept)))
          else tell('Done')
        }}
      />
    </Dialog>
  )
}

export interface RemindDialogProps {
  readonly room: RoomId
  readonly message: MessageId
  readonly back?: boolean
  readonly onClose: () => void
}

/** When to be reminded of a message; it is saved with that. */
export function RemindDialog({ room, message, back = false, onClose }: RemindDialogProps) {
  const { host, intents, times, zone } = useSession()
  const { run, show, tell } = useShell()
  const now = useNow()
  const kept = useSaved().find(({ id }) => id === message)?.saved.remindAt ?? null
  const here = { times, zone, now }
  const close = () => (back ? show({ kind: 'saved' }) : onClose())
  return (
    <TimeDialog
      title="Remind me of this message"
      description={kept === null || kept <= now ? undefined : `Now ${momentToCome(kept, here)}`}
      choices={reminderTimes(here)}
      initial={wallText(kept !== null && kept > now ? kept : tomorrowAt(9, now, zone), zone)}
      action="Remind me"
      instantOf={(text) => instantOf(text, zone)}
      now={() => host.now()}
      onPick={(at) => {
        run(intents.save(room, message, { remindAt: at }))
        if (!back) tell(`Reminds you ${momentToCome(at, here)}`)
        close()
      }}
      onClose={close}
    />
  )
}
