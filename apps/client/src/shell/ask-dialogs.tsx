import { useStatus } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { unsentWords } from '../words/unsent-words.ts'

export interface ConfirmDialogProps {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** A question before what cannot be taken back. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose()
              onConfirm()
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <p className="text-mute">{text}</p>
    </Dialog>
  )
}

export interface SignOutDialogProps {
  readonly onSignOut: (queue: 'keep' | 'discard') => void
  readonly onClose: () => void
}

/** Signing out asks what becomes of what stands on this device alone: send, keep, discard. */
export function SignOutDialog({ onSignOut, onClose }: SignOutDialogProps) {
  const { engine, onFault } = useSession()
  const status = useStatus()
  const left = status === undefined ? '' : unsentWords(status)
  if (left === '') {
    return (
      <Dialog
        open
        onClose={onClose}
        title="Sign out?"
        actions={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" onClick={() => onSignOut('discard')}>
              Sign out
            </Button>
          </>
        }
      >
        <p className="text-mute">
          Messages kept on this device are removed from it. They stay on the server.
        </p>
      </Dialog>
    )
  }
  const waits = (status?.queued ?? 0) > 0
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Something is only on this device"
      actions={
        <>
          <Button look="plain" onClick={() => onSignOut('discard')} className="text-hot!">
            Discard and sign out
          </Button>
          {waits ? null : <Button onClick={onClose}>Cancel</Button>}
          <Button look={waits ? 'quiet' : 'primary'} onClick={() => onSignOut('keep')}>
            Keep and sign out
          </Button>
          {waits ? (
            <Button look="primary" onClick={() => void engine.connectNow().catch(onFault)}>
              Send now
            </Button>
          ) : null}
        </>
      }
    >
      <p className="text-mute">{left} Kept, it is here when you sign in here again.</p>
    </Dialog>
  )
}
