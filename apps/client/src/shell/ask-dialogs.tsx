import { useSession } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

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
  /** How much waits to be sent. */
  readonly queued: number
  readonly onSignOut: (queue: 'keep' | 'discard') => void
  readonly onClose: () => void
}

/** Signing out with a queue asks what becomes of it: send, keep, discard. */
export function SignOutDialog({ queued, onSignOut, onClose }: SignOutDialogProps) {
  const { engine, onFault } = useSession()
  if (queued === 0) {
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
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={queued === 1 ? 'Something is not sent yet' : `${queued} things are not sent yet`}
      actions={
        <>
          <Button look="plain" onClick={() => onSignOut('discard')} className="text-hot!">
            Discard and sign out
          </Button>
          <Button onClick={() => onSignOut('keep')}>Keep and sign out</Button>
          <Button look="primary" onClick={() => void engine.connectNow().catch(onFault)}>
            Send now
          </Button>
        </>
      }
    >
      <p className="text-mute">
        Send it first, or keep it on this device: it goes out when you sign in here again.
      </p>
    </Dialog>
  )
}
