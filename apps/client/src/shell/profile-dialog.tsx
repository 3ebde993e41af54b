import type { PersonId } from '@parley/protocol'
import { useBlocked, usePeople, usePresence, useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { ProfileCard } from '../people/profile-card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { isOnline } from '../words/message-words.ts'
import { profileOf } from '../words/person-words.ts'
import { useShell } from './shell-context.ts'
import { useUnblock } from './use-unblock.ts'

export interface ProfileDialogProps {
  readonly person: PersonId
  readonly onClose: () => void
}

/** Someone's profile, opened from their name or face. */
export function ProfileDialog({ person: id, onClose }: ProfileDialogProps) {
  const { account, zone } = useSession()
  const { openDirect, show } = useShell()
  const blocked = useBlocked()
  const unblock = useUnblock()
  const people = usePeople()
  const presence = usePresence()
  const status = useStatus()
  const now = useNow()
  const person =
    id === account.person ? status?.me : people.find((known) => known.id === id)?.person
  if (person === undefined) return null
  const words = {
    me: account.person,
    presence,
    blocked,
    online: isOnline(status?.connection),
    zone,
    now,
  }
  return (
    <Dialog open onClose={onClose} title={id === account.person ? 'You' : 'Profile'}>
      <div className="-mx-4 -mt-3 -mb-1">
        <ProfileCard
          profile={profileOf(person, words)}
          onMessage={() => {
            onClose()
            openDirect(id)
          }}
          onBlock={(_, on) =>
            on ? show({ kind: 'block', person: id, name: person.name }) : unblock(id, person.name)
          }
        />
      </div>
    </Dialog>
  )
}
