import { CircleAlert, CloudOff, HardDrive, RefreshCw, Sparkles, UserX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'

/** What stands between this screen and the server, the most pressing first; nothing is drawn when all is well. */
export type StripState =
  | { readonly kind: 'none' }
  /** `queued`: how much waits to be sent. */
  | { readonly kind: 'offline'; readonly queued: number }
  | { readonly kind: 'reconnecting'; readonly queued: number }
  | { readonly kind: 'failed'; readonly count: number }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'stopped'; readonly sentence: string }
  /** This device has no room left for what comes. */
  | { readonly kind: 'full' }
  | { readonly kind: 'not-kept' }
  | { readonly kind: 'new-version' }

export interface ConnectionStripProps {
  readonly state: StripState
  readonly onConnectNow: () => void
  readonly onShowFailed: () => void
  readonly onSignIn: () => void
  readonly onReload: () => void
}

/** A quiet strip, never a modal: reading and writing go on. */
export function ConnectionStrip({ state, ...on }: ConnectionStripProps) {
  const shown = stripOf(state, on)
  return (
    <div role="status">
      {shown === undefined ? null : (
        <div
          className={classNames(
            'flex min-h-8 animate-appear items-center gap-2 border-b px-4 py-0.5 text-second',
            shown.hot ? 'border-hot/25 bg-hot-soft text-hot' : 'border-line-soft bg-side text-mute',
          )}
        >
          <span aria-hidden className="[&_svg]:size-4">
            {shown.icon}
          </span>
          <span className="min-w-0 flex-1">{shown.text}</span>
          {shown.action}
        </div>
      )}
    </div>
  )
}

interface Shown {
  readonly icon: ReactNode
  readonly text: string
  readonly action?: ReactNode
  readonly hot?: boolean
}

function stripOf(state: StripState, on: Omit<ConnectionStripProps, 'state'>): Shown | undefined {
  const button = (label: string, act: () => void) => (
    <Button size="small" look="link" onClick={act}>
      {label}
    </Button>
  )
  switch (state.kind) {
    case 'none':
      return undefined
    case 'offline':
      return {
        icon: <CloudOff />,
        text: `You are offline.${waiting(state.queued)}`,
        action: button('Try now', on.onConnectNow),
      }
    case 'reconnecting':
      return {
        icon: <RefreshCw className="animate-spin [animation-duration:1.6s]" />,
        text: `Connecting…${waiting(state.queued)}`,
      }
    case 'failed':
      return {
        icon: <CircleAlert />,
        hot: true,
        text:
          state.count === 1 ? 'One thing was not sent.' : `${state.count} things were not sent.`,
        action: button('Show', on.onShowFailed),
      }
    case 'signed-out':
      return {
        icon: <UserX />,
        hot: true,
        text: 'Your session has ended. What you wrote is kept.',
        action: button('Sign in', on.onSignIn),
      }
    case 'stopped':
      return {
        icon: <CircleAlert />,
        hot: true,
        text: state.sentence,
        action: button('Reload', on.onReload),
      }
    case 'full':
      return {
        icon: <HardDrive />,
        hot: true,
        text: 'This device’s storage is full: what is new cannot be shown. Free some space.',
        action: button('Try now', on.onConnectNow),
      }
    case 'not-kept':
      return {
        icon: <CloudOff />,
        text: globalThis.isSecureContext
          ? 'This browser keeps nothing on disk: messages are sent only while this page is open.'
          : 'Over plain http nothing is kept on disk: messages are sent only while this page is open, and microphone and notifications stay off. Ask for an https address.',
      }
    case 'new-version':
      return {
        icon: <Sparkles />,
        text: 'A new version of Parley is ready.',
        action: button('Reload', on.onReload),
      }
  }
}

function waiting(queued: number): string {
  // Messages, reactions, new rooms: whatever was done.
  return queued === 0 ? '' : ` ${queued} waiting to be sent.`
}
