import { MessagesSquare } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export interface NoRoomProps {
  /** 'lost': it was open, and this person is no longer in it. 'unknown': the address names no room of theirs. */
  readonly why: 'none-open' | 'lost' | 'unknown'
  readonly onNewRoom: () => void
}

const words = {
  'none-open': {
    title: 'No room open',
    text: 'Choose one from the list, or start a new one.',
  },
  lost: {
    title: 'You are no longer in this room',
    text: 'Its messages were removed from this device.',
  },
  unknown: {
    title: 'No room here',
    text: 'There is no such room, or you are not in it.',
  },
}

export function NoRoom({ why, onNewRoom }: NoRoomProps) {
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title={words[why].title}
      action={why === 'none-open' ? <Button onClick={onNewRoom}>New room</Button> : undefined}
    >
      {words[why].text}
    </EmptyState>
  )
}
