import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Skeleton } from '../ui/skeleton.tsx'

export interface RoomStartProps {
  readonly title: string
  /** "A contract room with Bob Okafor and Mei Tanaka, since 2 November." */
  readonly about: string
  readonly action?: ReactNode
}

/** The beginning of a room's history, and all there is of an empty one. */
export function RoomStart({ title, about, action }: RoomStartProps) {
  return (
    <div className="flex flex-col items-start gap-1 px-2 pt-8 pb-3">
      <h2 dir="auto" className="text-heading font-semibold wrap-anywhere">
        {title}
      </h2>
      <p dir="auto" className="max-w-[60ch] text-mute">
        {about}
      </p>
      {action === undefined ? null : <div className="mt-2">{action}</div>}
    </div>
  )
}

/** Stands for messages on their way. */
export function WaitingMessages({ rows = 3 }: { readonly rows?: number }) {
  return (
    <div role="status" aria-label="Loading messages" className="flex flex-col gap-4 px-2 py-3">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="size-8" />
          <div className="flex flex-1 flex-col gap-2 pt-0.5">
            <Skeleton className="h-3 w-32" />
            <Skeleton className={row % 2 === 0 ? 'h-3 w-3/4' : 'h-3 w-1/2'} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** Stands for messages that are not on this device while there is no connection. */
export function AwayMessages() {
  return (
    <p className="flex items-center justify-center gap-2 px-2 py-4 text-second text-mute">
      <CloudOff aria-hidden className="size-4" />
      These messages are not on this device yet. They come when you are back online.
    </p>
  )
}
