import type { PersonId } from '@parley/protocol'
import { useQuery } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useShell } from './shell-context.ts'
import { useUnblock } from './use-unblock.ts'

export interface BlockDialogProps {
  readonly person: PersonId
  readonly name: string
  readonly onClose: () => void
}

/** Says what a block does before it is made, or why it cannot be made now. */
export function BlockDialog({ person, name, onClose }: BlockDialogProps) {
  const { intents } = useSession()
  const { run, tell, openRoom } = useShell()
  const unblock = useUnblock()
  const blocking = useQuery<'blocking'>({ name: 'blocking', args: { person } })
  // Nothing is offered before it is known that it would not be refused.
  if (blocking === undefined) return null
  const [contract] = blocking.contracts
  if (contract !== undefined)
    return (
      <Dialog
        open
        onClose={onClose}
        title={`You cannot block ${name} now`}
        actions={
          <>
            <Button onClick={onClose}>Close</Button>
            <Button
              look="primary"
              onClick={() => {
                onClose()
                openRoom(contract.room)
              }}
            >
              Open the contract
            </Button>
          </>
        }
      >
        <p className="text-mute">
          You have an active contract together, “<bdi>{contract.title}</bdi>”. Once it has ended,
          you can.
        </p>
      </Dialog>
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Block ${name}?`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose()
              run(intents.block(person, name))
              tell(`${name} is blocked`, () => unblock(person, name))
            }}
          >
            Block
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1.5 ps-5 text-mute">
        <li>No direct messages, calls or invitations between you, either way.</li>
        <li>In rooms you share their messages are folded, and you can show each one.</li>
        <li>They still read what you write in those rooms.</li>
        <li>They are not told. What they try to send you directly is refused.</li>
      </ul>
    </Dialog>
  )
}
