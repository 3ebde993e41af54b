import { UserX } from 'lucide-react'
import { useQuery } from '../data/queries.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useUnblock } from './use-unblock.ts'

/** Everyone this person has blocked, each with the way back. */
export function BlockedPeople({ onClose }: { readonly onClose: () => void }) {
  const rows = useQuery<'blocked'>({ name: 'blocked', args: {} })?.rows
  const unblock = useUnblock()
  if (rows === undefined) return null
  return (
    <Dialog open onClose={onClose} title="Blocked people">
      {rows.length === 0 ? (
        <EmptyState icon={<UserX aria-hidden />} title="Nobody is blocked">
          Click on someone’s picture to block them.
        </EmptyState>
      ) : (
        <ul className="-mx-2">
          {rows.map(({ id, person }) => (
            <li key={id} className="flex items-center gap-2.5 rounded-lg px-2 py-1.5">
              <Avatar id={id} name={person.name} />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate name-start font-medium">
                  {person.name}
                </span>
                {person.handle === '' ? null : (
                  <span className="block truncate text-second text-mute">@{person.handle}</span>
                )}
              </span>
              <Button
                size="small"
                aria-label={`Unblock ${person.name}`}
                onClick={() => unblock(id, person.name)}
              >
                Unblock
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
