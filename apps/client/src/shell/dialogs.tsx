import type { ShownDialog } from './shell-context.ts'
import { ConfirmDialog, SignOutDialog } from './ask-dialogs.tsx'
import { BlockDialog } from './block-dialog.tsx'
import { BlockedPeople } from './blocked-people.tsx'
import { FailedList } from './failed-list.tsx'
import { ForwardDialog } from './forward-dialog.tsx'
import { InvitePeople } from './invite-people.tsx'
import { KeySheet } from './key-sheet.tsx'
import { NewRoom } from './new-room.tsx'
import { ProfileDialog } from './profile-dialog.tsx'
import { QuickSwitcher } from './quick-switcher.tsx'
import { HireDialog, RoomDetails } from './room-details.tsx'
import { RemindDialog, SavedDialog } from './saved-dialog.tsx'
import { ScheduledDialog, SendLaterDialog } from './scheduled-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'
import { WhyUnread } from './why-unread.tsx'

export interface DialogsProps {
  readonly shown: ShownDialog | undefined
  readonly onClose: () => void
  readonly onSignOut: (queue: 'keep' | 'discard') => void
}

/** The one dialog that is open. Each is made anew when it opens, so that it begins empty. */
export function Dialogs({ shown, onClose, onSignOut }: DialogsProps) {
  switch (shown?.kind) {
    case undefined:
      return null
    case 'switcher':
      return <QuickSwitcher onClose={onClose} />
    case 'new-room':
      return <NewRoom onClose={onClose} />
    case 'invite':
      return <InvitePeople room={shown.room} onClose={onClose} />
    case 'details':
      return <RoomDetails room={shown.room} onClose={onClose} />
    case 'hire':
      return <HireDialog room={shown.room} onClose={onClose} />
    case 'profile':
      return <ProfileDialog person={shown.person} onClose={onClose} />
    case 'block':
      return <BlockDialog {...shown} onClose={onClose} />
    case 'blocked':
      return <BlockedPeople onClose={onClose} />
    case 'forward':
      return <ForwardDialog {...shown} onClose={onClose} />
    case 'versions':
      return <VersionsDialog {...shown} onClose={onClose} />
    case 'why-unread':
      return <WhyUnread room={shown.room} onClose={onClose} />
    case 'scheduled':
      return <ScheduledDialog room={shown.room} onClose={onClose} />
    case 'send-later':
      return <SendLaterDialog {...shown} onClose={onClose} />
    case 'saved':
      return <SavedDialog onClose={onClose} />
    case 'remind':
      return <RemindDialog {...shown} onClose={onClose} />
    case 'failed':
      return <FailedList onClose={onClose} />
    case 'keys':
      return <KeySheet onClose={onClose} />
    case 'confirm':
      return <ConfirmDialog {...shown} onClose={onClose} />
    case 'sign-out':
      return <SignOutDialog onClose={onClose} onSignOut={onSignOut} />
  }
}
