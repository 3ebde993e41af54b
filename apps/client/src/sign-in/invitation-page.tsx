import { Button } from '../ui/button.tsx'
import { EntryPage } from './entry-page.tsx'

/** An invitation as its pages show it. */
export interface InvitedView {
  readonly inviter: string
  /** Null: into no room yet. */
  readonly roomTitle: string | null
  /** Masked for another person. */
  readonly email: string
}

/** "Alice invites you to the room X." */
export function InvitedBy({ inviter, roomTitle }: InvitedView) {
  const who = <bdi className="font-medium text-ink">{inviter}</bdi>
  if (roomTitle === null) return <>{who} invites you to Parley.</>
  return (
    <>
      {who} invites you to the room <bdi className="font-medium text-ink">{roomTitle}</bdi>.
    </>
  )
}

export interface JoinPageProps {
  readonly invited: InvitedView
  /** Who is signed in here. */
  readonly me: { readonly name: string; readonly email: string }
  /** False when the invitation is for somebody else. */
  readonly isTheirs: boolean
  readonly busy: boolean
  readonly onJoin: () => void
  readonly onSwitch: () => void
  readonly onLeave: () => void
}

/** An invitation's link, opened by someone who is signed in. */
export function JoinPage({
  invited,
  me,
  isTheirs,
  busy,
  onJoin,
  onSwitch,
  onLeave,
}: JoinPageProps) {
  if (isTheirs) {
    return (
      <EntryPage title="You are invited" lead={<InvitedBy {...invited} />}>
        <p className="text-second text-mute">
          You join as <bdi className="font-medium text-ink">{me.name}</bdi>, <bdi>{me.email}</bdi>.
        </p>
        <Button look="primary" busy={busy} onClick={onJoin}>
          {invited.roomTitle === null ? 'Accept' : 'Join the room'}
        </Button>
        <Button look="plain" disabled={busy} onClick={onLeave}>
          Not now
        </Button>
      </EntryPage>
    )
  }
  return (
    <EntryPage
      title="This invitation is for someone else"
      lead={
        <>
          It is for <bdi className="font-medium text-ink">{invited.email}</bdi>. You are signed in
          as <bdi className="font-medium text-ink">{me.email}</bdi>.
        </>
      }
    >
      <p className="text-second text-mute">
        If both are yours, sign out here and come in with the other address. What waits to be sent
        is kept for your next sign-in.
      </p>
      <Button look="primary" busy={busy} onClick={onSwitch}>
        Use the invited address
      </Button>
      <Button look="plain" disabled={busy} onClick={onLeave}>
        {`Go on as ${me.name}`}
      </Button>
    </EntryPage>
  )
}

const titles: Record<string, string> = {
  'invitation-expired': 'The invitation has expired',
  'invitation-used': 'The invitation was used',
  'invitation-revoked': 'The invitation was taken back',
  'invitation-lapsed': 'The invitation no longer holds',
  'invitation-other-address': 'This invitation is for someone else',
  'room-full': 'The room is full',
}

export interface RefusedInvitationProps {
  readonly code: string
  readonly sentence: string
  readonly isSignedIn: boolean
  /** Left out where trying again cannot help. */
  readonly onTryAgain?: (() => void) | undefined
  readonly onLeave: () => void
}

/** An invitation's link that lets nobody in: why, and what to do. */
export function RefusedInvitation(props: RefusedInvitationProps) {
  const { code, sentence, isSignedIn, onTryAgain, onLeave } = props
  return (
    <EntryPage
      title={
        titles[code] ?? (onTryAgain ? 'The invitation cannot be opened now' : 'No such invitation')
      }
      lead={sentence}
    >
      {onTryAgain === undefined ? null : (
        <Button look="primary" onClick={onTryAgain}>
          Try again
        </Button>
      )}
      <Button look={onTryAgain === undefined ? 'primary' : 'quiet'} onClick={onLeave}>
        {isSignedIn ? 'Go to your rooms' : 'Sign in'}
      </Button>
    </EntryPage>
  )
}
