import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { InvitedList, type InvitedListProps } from './invited-list.tsx'
import { ProfileCard, type MemberAct, type ProfileView } from './profile-card.tsx'

/** A member as the panel lists them; `profile` fills the card a press opens. */
export interface MemberView {
  readonly profile: ProfileView
  /** "Owner", "Admin"; left out for members. */
  readonly role?: string
  /** What this person may do with them here, by the ability table. */
  readonly acts: readonly MemberAct[]
}

export interface PeoplePanelProps {
  readonly members: readonly MemberView[]
  /** Left out when this person may not invite. */
  readonly onInvite?: (() => void) | undefined
  /** Asked in by e-mail and not here yet; empty for who may not invite. */
  readonly invited: InvitedListProps
  readonly onMessage: (personId: string) => void
  readonly onAct: (act: MemberAct, personId: string) => void
  readonly onBlock: (personId: string, on: boolean) => void
  /** Left out where there is no leaving, as in a direct room. */
  readonly onLeave?: (() => void) | undefined
}

/** The room's people: who is here now comes first. Goes into the side panel. */
export function PeoplePanel(props: PeoplePanelProps) {
  const { members, onInvite, invited, onMessage, onAct, onBlock, onLeave } = props
  const here = members.filter((member) => member.profile.presence !== 'off')
  const away = members.filter((member) => member.profile.presence === 'off')
  const row = { onMessage, onAct, onBlock }
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
        {onInvite === undefined ? null : (
          <Button
            look="plain"
            icon={<UserPlus aria-hidden className="icon" />}
            onClick={onInvite}
            className="mb-1 w-full justify-start! px-2!"
          >
            Invite people
          </Button>
        )}
        <Members title="Here now" members={here} {...row} />
        <Members title="Not here" members={away} {...row} />
        <InvitedList {...invited} />
      </div>
      {onLeave === undefined ? null : (
        <div className="border-t border-line-soft p-3">
          <Button look="plain" size="small" onClick={onLeave} className="text-hot!">
            Leave room
          </Button>
        </div>
      )}
    </>
  )
}

interface MembersProps extends Pick<
  PeoplePanelProps,
  'members' | 'onMessage' | 'onAct' | 'onBlock'
> {
  readonly title: string
}

function Members({ title, members, ...on }: MembersProps) {
  if (members.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="px-2 pt-3 pb-1 text-label font-semibold text-faint">
        {title} · {members.length}
      </h3>
      <ul>
        {members.map((member) => (
          <Member key={member.profile.id} member={member} {...on} />
        ))}
      </ul>
    </section>
  )
}

interface MemberProps extends Pick<PeoplePanelProps, 'onMessage' | 'onAct' | 'onBlock'> {
  readonly member: MemberView
}

function Member({ member: { profile, role, acts }, onMessage, onAct, onBlock }: MemberProps) {
  const [open, setOpen] = useState(false)
  /** The card goes first: what is asked next stands where it stood. */
  const closing =
    <A extends unknown[]>(act: (...args: A) => void) =>
    (...args: A) => {
      setOpen(false)
      act(...args)
    }
  return (
    // content-visibility: a room of hundreds costs what is in sight.
    <li className="[content-visibility:auto] [contain-intrinsic-size:auto_2.875rem]">
      <Popover
        label={profile.name}
        side="left"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            className="flex h-(--row) w-full items-center gap-2.5 rounded-lg px-2 text-start [--avatar-ground:var(--ground)] hover:bg-hover hover:[--avatar-ground:var(--hover)] data-popup-open:bg-hover"
          >
            <Avatar {...profile} dot={profile.presence} />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate name-start font-medium leading-4.5">
                {profile.name}
              </span>
              <span className="block truncate text-second text-mute">{profile.status}</span>
            </span>
            {role === undefined ? null : <span className="text-label text-faint">{role}</span>}
          </button>
        }
      >
        <ProfileCard
          profile={profile}
          acts={acts}
          onMessage={closing(onMessage)}
          onAct={closing(onAct)}
          onBlock={closing(onBlock)}
        />
      </Popover>
    </li>
  )
}
