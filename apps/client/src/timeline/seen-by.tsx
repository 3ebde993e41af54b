import { Avatar } from '../ui/avatar.tsx'
import { Popover } from '../ui/popover.tsx'
import type { PersonFace } from './message-view.ts'

const list = new Intl.ListFormat('en')
/** More than this would be a crowd at the edge of a message. */
const faces = 6

export interface SeenByProps {
  readonly people: readonly PersonFace[]
  readonly tabStop: boolean
}

/** Who has read down to this message and no further, in small rooms: one mark a person. */
export function SeenBy({ people, tabStop }: SeenByProps) {
  if (people.length === 0) return null
  const names = people.map((person) => person.name)
  const more = people.length - faces
  return (
    // Without a height of its own, on the seam between two rows: marks that move must not move or cover what is read.
    <div className="absolute end-1.5 bottom-0 z-5 flex translate-y-1/2">
      <Popover
        label="Seen by"
        align="end"
        trigger={
          <button
            type="button"
            tabIndex={tabStop ? 0 : -1}
            title={`Seen by ${list.format(names)}`}
            className="flex items-center gap-0.5 rounded-md px-1 py-0.5 text-label text-faint hover:bg-hover [&_span]:rounded-[0.3125rem] [&>span>span]:size-4! [&>span>span]:text-[0.4375rem]! pointer-coarse:py-2"
          >
            <span className="sr-only">Seen by {list.format(names)}</span>
            {people.slice(0, faces).map((person) => (
              <Avatar key={person.id} {...person} size="small" />
            ))}
            {more > 0 ? (
              <small aria-hidden className="ps-0.5">
                +{more}
              </small>
            ) : null}
          </button>
        }
      >
        <div className="min-w-44 p-1.5">
          <p className="px-2 pt-1 pb-1.5 text-label font-semibold text-faint">
            Seen by {people.length}
          </p>
          <ul className="max-h-64 overflow-y-auto">
            {people.map((person) => (
              <li key={person.id} className="flex items-center gap-2 px-2 py-1">
                <Avatar {...person} size="small" />
                <span dir="auto" className="truncate">
                  {person.name}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </Popover>
    </div>
  )
}
