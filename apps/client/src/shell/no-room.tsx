import { MessagesSquare } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export interface NoRoomProps {
  /** 'lost': it was open, and this person is no longer in it. */
  readonly why: 'none-open' | 'lost'
  readonly onNewRoom: () => void
}

export function NoRoom({ why, onNewRoom }: NoRoomProps) {
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title={why === 'lost' ? 'You are no longer in this room' : 'No room open'}
      action={why === 'lost' ? undefined : <Button onClick={onNewRoom}>New room</Button>}
    >
      {why === 'lost'
        ? 'Its messages were removed from this device.'
        : 'Choose one from the list, or start a new one.'}
    </EmptyState>
  )
}
