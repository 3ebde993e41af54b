import { AppWindow } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export interface ElsewhereProps {
  readonly onTryAgain: () => void
}

/** Another tab holds the files and does not answer: said plainly, never an empty stand-in. */
export function Elsewhere({ onTryAgain }: ElsewhereProps) {
  return (
    <main className="flex h-full bg-side">
      <EmptyState
        icon={<AppWindow />}
        title="Parley is open in another tab"
        action={
          <Button look="primary" onClick={onTryAgain}>
            Use it here
          </Button>
        }
      >
        Go on there, or close that tab first and then use it here.
      </EmptyState>
    </main>
  )
}
