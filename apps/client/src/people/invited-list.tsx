import { Mail, Ellipsis } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'

/** Someone asked in by e-mail who has not come yet. */
export interface InvitedView {
  readonly id: string
  readonly email: string
  /** "Invited · expires in 6 days" */
  readonly about: string
  /** Something is wrong with it. */
  readonly hot: boolean
  /** False once it has expired: then it is invited anew. */
  readonly isOpen: boolean
}

export interface InvitedListProps {
  readonly invited: readonly InvitedView[]
  readonly onResend: (invited: InvitedView) => void
  readonly onRevoke: (invited: InvitedView) => void
}

/** Below the members, for who may invite. */
export function InvitedList({ invited, onResend, onRevoke }: InvitedListProps) {
  if (invited.length === 0) return null
  return (
    <section aria-label="Invited">
      <h3 className="px-2 pt-3 pb-1 text-label font-semibold text-faint">
        Invited · {invited.length}
      </h3>
      <ul>
        {invited.map((one) => (
          <li key={one.id} className="flex min-h-(--row) items-center gap-2.5 px-2 py-1">
            <span
              aria-hidden
              className="grid size-8 shrink-0 place-items-center rounded-full border border-dashed border-line-strong text-mute [&_svg]:size-4"
            >
              <Mail />
            </span>
            <span className="min-w-0 flex-1">
              <bdi className="block truncate font-medium leading-4.5" title={one.email}>
                {one.email}
              </bdi>
              <span
                className={one.hot ? 'block text-second text-hot' : 'block text-second text-mute'}
              >
                {one.about}
              </span>
            </span>
            <Menu trigger={<IconButton label={`Invitation of ${one.email}`} icon={<Ellipsis />} />}>
              <MenuItem onPick={() => onResend(one)}>
                {one.isOpen ? 'Send again' : 'Invite again'}
              </MenuItem>
              {one.isOpen ? (
                <MenuItem danger onPick={() => onRevoke(one)}>
                  Revoke
                </MenuItem>
              ) : null}
            </Menu>
          </li>
        ))}
      </ul>
    </section>
  )
}
