import { PinOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { PersonFace } from './message-view.ts'

export interface PinnedView {
  readonly id: string
  /** "Alice Keller pinned this today at 09:12" */
  readonly pinned: string
  /** Null: not on this device. */
  readonly message: {
    readonly author: PersonFace
    readonly time: string
    readonly text: string
  } | null
}

export interface PinnedListProps {
  /** Latest first. */
  readonly pins: readonly PinnedView[]
  /** Those not on this device are on their way; else there is no connection. */
  readonly online: boolean
  readonly onOpen: (messageId: string) => void
  /** Left out for who may not. */
  readonly onUnpin?: ((messageId: string) => void) | undefined
}

/** What a room holds up, each a way to where it was said. */
export function PinnedList({ pins, online, onOpen, onUnpin }: PinnedListProps) {
  return (
    <ul className="max-h-[min(32rem,70dvh)] w-[min(24rem,calc(100vw-1rem))] overflow-y-auto p-1.5">
      {pins.map((pin) => (
        <li key={pin.id} className="flex items-start gap-1 rounded-lg hover:bg-hover">
          <button
            type="button"
            onClick={() => onOpen(pin.id)}
            className="min-w-0 flex-1 rounded-lg px-2 py-2 text-start"
          >
            <Pinned message={pin.message} online={online} />
            <span className="block truncate text-label text-faint">{pin.pinned}</span>
          </button>
          {onUnpin === undefined ? null : (
            <span className="pe-1 pt-1.5">
              <IconButton
                size="small"
                label="Unpin"
                icon={<PinOff />}
                onClick={() => onUnpin(pin.id)}
              />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Pinned({
  message,
  online,
}: Pick<PinnedListProps, 'online'> & Pick<PinnedView, 'message'>): ReactNode {
  if (message === null)
    return (
      <span className="block text-second text-mute italic">
        {online ? 'On its way…' : 'Not on this device yet. It comes when you are back online.'}
      </span>
    )
  const { author, time, text } = message
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <Avatar {...author} size="small" />
        <bdi className="truncate font-semibold">{author.name}</bdi>
        <span className="shrink-0 text-label text-faint">{time}</span>
      </span>
      <span dir="auto" className="mt-0.5 line-clamp-3 wrap-anywhere">
        {text}
      </span>
    </>
  )
}
