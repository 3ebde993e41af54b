import type { Person } from '@parley/protocol'
import { UserX } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useUnblock } from './use-unblock.ts'

/** Where one would write to someone whom one has blocked. */
export function BlockedNote({ person }: { readonly person: Person }) {
  const unblock = useUnblock()
  return (
    <div className="column px-4 pb-3.5 max-pair:px-2 max-pair:pb-2">
      <div className="flex items-center gap-3 rounded-2xl border border-line bg-ground px-3.5 py-2.5 text-mute">
        <UserX aria-hidden className="icon shrink-0" />
        <p className="min-w-0 flex-1 wrap-anywhere">
          You blocked <bdi className="font-medium text-ink">{person.name}</bdi>. Neither of you can
          write here.
        </p>
        <Button size="small" onClick={() => unblock(person.id, person.name)}>
          Unblock
        </Button>
      </div>
    </div>
  )
}
