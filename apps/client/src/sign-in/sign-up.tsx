import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { EntryPage } from './entry-page.tsx'
import { onSubmit } from './form.ts'
import { InvitedBy, type InvitedView } from './invitation-page.tsx'

export interface SignUpDetails {
  readonly name: string
  readonly email: string
  readonly password: string
  /** Set when the server asked for one. */
  readonly setupCode: string | null
}

export interface SignUpProps {
  readonly server: string
  /** The first account of an empty server: it needs the code printed in the terminal and becomes administrator. */
  readonly needsSetupCode: boolean
  /** The invitation that brought them: its address is the account's. */
  readonly invited: InvitedView | null
  /** Shortest password taken. */
  readonly minPassword: number
  readonly busy: boolean
  readonly error?: string | undefined
  readonly onSignUp: (details: SignUpDetails) => void
  readonly onSignIn: () => void
}

export function SignUp(props: SignUpProps) {
  const submit = onSubmit((read) =>
    props.onSignUp({
      name: read('name').trim(),
      email: read('email'),
      password: read('password'),
      setupCode: props.needsSetupCode ? read('setup-code').trim() : null,
    }),
  )
  return (
    <EntryPage
      title={props.needsSetupCode ? 'Set up this server' : 'Create an account'}
      lead={
        props.needsSetupCode ? (
          'You are the first here. Your account becomes the administrator.'
        ) : props.invited !== null ? (
          <InvitedBy {...props.invited} />
        ) : (
          <>
            on <bdi className="font-medium text-ink">{props.server}</bdi>
          </>
        )
      }
      foot={
        props.invited === null ? (
          <Button look="link" size="small" onClick={props.onSignIn}>
            I have an account
          </Button>
        ) : undefined
      }
    >
      <form className="contents" onSubmit={submit}>
        {props.needsSetupCode ? (
          <TextField
            name="setup-code"
            label="Set-up code"
            hint="Printed in the terminal where the server runs."
            autoComplete="one-time-code"
            spellCheck={false}
            required
            dir="ltr"
          />
        ) : null}
        <TextField name="name" label="Your name" autoComplete="name" required maxLength={80} />
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          defaultValue={props.invited?.email}
          readOnly={props.invited !== null}
          hint={props.invited === null ? undefined : 'The invitation is for this address.'}
          dir="ltr"
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${props.minPassword} characters.`}
          minLength={props.minPassword}
          required
          dir="ltr"
        />
        {props.error === undefined ? null : (
          <p role="alert" className="rounded-md bg-hot-soft px-3 py-2 text-second text-hot">
            {props.error}
          </p>
        )}
        <Button type="submit" look="primary" busy={props.busy}>
          Create account
        </Button>
      </form>
    </EntryPage>
  )
}
