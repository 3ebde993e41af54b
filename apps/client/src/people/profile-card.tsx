import {
  Clock,
  KeyRound,
  MessageCircle,
  ShieldCheck,
  ShieldMinus,
  UserMinus,
  UserX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'

export interface ProfileView {
  readonly id: string
  readonly name: string
  readonly handle: string
  readonly presence: 'on' | 'away' | 'off'
  /** "Available", "Away since 09:20", or their own words. */
  readonly status: string
  /** "03:41, 6 h behind you"; left out when their zone is not known. */
  readonly localTime?: string
  /** It is you. */
  readonly own: boolean
  /** By this person: nothing goes between them directly. */
  readonly blocked: boolean
}

/** What may be done with a member of a room. */
export type MemberAct = 'make-admin' | 'make-member' | 'hand-over' | 'remove'

export interface ProfileCardProps {
  readonly profile: ProfileView
  /** What this person may do with them where the card was opened; nothing outside a room. */
  readonly acts?: readonly MemberAct[]
  readonly onMessage: (personId: string) => void
  readonly onAct?: ((act: MemberAct, personId: string) => void) | undefined
  readonly onBlock: (personId: string, on: boolean) => void
}

const actLooks: Record<MemberAct, { readonly label: string; readonly icon: ReactNode }> = {
  'make-admin': { label: 'Make admin', icon: <ShieldCheck aria-hidden className="size-4" /> },
  'make-member': { label: 'Make member', icon: <ShieldMinus aria-hidden className="size-4" /> },
  'hand-over': { label: 'Hand the room over', icon: <KeyRound aria-hidden className="size-4" /> },
  remove: { label: 'Remove from room', icon: <UserMinus aria-hidden className="size-4" /> },
}

export function ProfileCard({ profile, acts = [], onMessage, onAct, onBlock }: ProfileCardProps) {
  return (
    <div className="w-66 p-4">
      <div className="flex items-center gap-3 [--avatar-ground:var(--ground)]">
        <Avatar {...profile} size="large" dot={profile.presence} />
        <div className="min-w-0">
          <p dir="auto" className="text-title font-semibold wrap-anywhere">
            {profile.name}
          </p>
          <p className="truncate text-second text-mute">@{profile.handle}</p>
        </div>
      </div>
      <dl className="mt-3 text-second text-mute">
        <dt className="sr-only">Status</dt>
        <dd dir="auto" className="wrap-anywhere">
          {profile.status}
        </dd>
        {profile.localTime === undefined ? null : (
          <>
            <dt className="sr-only">Local time</dt>
            <dd className="mt-0.5 flex items-center gap-1.5">
              <Clock aria-hidden className="size-3.5" />
              {profile.localTime}
            </dd>
          </>
        )}
      </dl>
      {profile.blocked ? <p className="mt-3 text-second text-mute">You blocked them.</p> : null}
      {profile.own ? null : (
        <div className="mt-3.5 flex flex-wrap gap-2">
          {profile.blocked ? (
            <Button size="small" onClick={() => onBlock(profile.id, false)}>
              Unblock
            </Button>
          ) : (
            <>
              <Button
                look="primary"
                size="small"
                icon={<MessageCircle aria-hidden className="size-4" />}
                onClick={() => onMessage(profile.id)}
              >
                Message
              </Button>
              <Button
                size="small"
                icon={<UserX aria-hidden className="size-4" />}
                onClick={() => onBlock(profile.id, true)}
              >
                Block
              </Button>
            </>
          )}
        </div>
      )}
      {acts.length === 0 ? null : (
        <div className="-mx-2 mt-3 -mb-2 flex flex-col border-t border-line-soft pt-1.5">
          {acts.map((act) => (
            <Button
              key={act}
              look="plain"
              size="small"
              icon={actLooks[act].icon}
              className={classNames('h-8! justify-start!', act === 'remove' && 'text-hot!')}
              onClick={() => onAct?.(act, profile.id)}
            >
              {actLooks[act].label}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
