import { FileText, MessageCircle, UserSearch, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { PeoplePicker, type PeoplePickerProps } from './people-picker.tsx'
import type { RoomRowView } from './room-view.ts'

type RoomKind = RoomRowView['kind']

export interface NewRoomDialogProps {
  readonly open: boolean
  readonly kind: RoomKind
  readonly title: string
  readonly people: Omit<PeoplePickerProps, 'label'>
  /** Why it cannot be made yet or was refused; undefined when all is well. */
  readonly error?: string | undefined
  readonly canCreate: boolean
  readonly busy: boolean
  readonly onKind: (kind: RoomKind) => void
  readonly onTitle: (title: string) => void
  readonly onCreate: () => void
  readonly onClose: () => void
}

const kinds: readonly { kind: RoomKind; label: string; hint: string; icon: ReactNode }[] = [
  { kind: 'group', label: 'Group', hint: 'Several people', icon: <Users /> },
  { kind: 'direct', label: 'Direct', hint: 'You and one person', icon: <MessageCircle /> },
  { kind: 'interview', label: 'Interview', hint: 'Get to know a candidate', icon: <UserSearch /> },
  { kind: 'contract', label: 'Contract', hint: 'Work that was agreed', icon: <FileText /> },
]

export function NewRoomDialog(props: NewRoomDialogProps) {
  const direct = props.kind === 'direct'
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title="New room"
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={props.busy}
            disabled={!props.canCreate}
            onClick={props.onCreate}
          >
            {direct ? 'Open conversation' : 'Create room'}
          </Button>
        </>
      }
    >
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-1 text-second font-medium">Kind</legend>
        {kinds.map(({ kind, label, hint, icon }) => (
          <label
            key={kind}
            className={classNames(
              'flex items-center gap-2.5 rounded-lg border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent [&_svg]:icon',
              kind === props.kind
                ? 'border-accent bg-accent-soft [&_svg]:text-accent'
                : 'border-line hover:bg-hover [&_svg]:text-mute',
            )}
          >
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={kind === props.kind}
              onChange={() => props.onKind(kind)}
              className="sr-only"
            />
            {icon}
            <span className="min-w-0">
              <span className="block font-medium">{label}</span>
              <span className="block text-label text-mute">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {direct ? null : (
        <TextField
          label={props.kind === 'contract' ? 'Contract title' : 'Title'}
          value={props.title}
          maxLength={120}
          onChange={(event) => props.onTitle(event.target.value)}
        />
      )}
      <PeoplePicker {...props.people} label={direct ? 'Person' : 'People'} />
      {props.error === undefined ? null : (
        <p role="alert" className="text-second text-hot">
          {props.error}
        </p>
      )}
    </Dialog>
  )
}
