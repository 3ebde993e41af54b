import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { EntryPage } from './entry-page.tsx'
import { onSubmit } from './form.ts'
import { InvitedBy, type InvitedView } from './invitation-page.tsx'
import { SamplePeople, type SamplePerson } from './sample-people.tsx'

export interface SignInProps {
  /** "localhost:4180" */
  readonly server: string
  readonly email: string
  /** The invitation that brought them: its address is the one that signs in. */
  readonly invited: InvitedView | null
  readonly busy: boolean
  /** What went wrong and what to do. */
  readonly error?: string | undefined
  /** The sample workspace's people while their passwords stand; empty elsewhere. */
  readonly samples: readonly SamplePerson[]
  readonly onSignIn: (credentials: { readonly email: string; readonly password: string }) => void
  /** Left out where sign-up is closed. */
  readonly onSignUp?: (() => void) | undefined
  readonly onGetApps: () => void
  /** Left out where the server is fixed. */
  readonly onOtherServer?: (() => void) | undefined
}

export function SignIn(props: SignInProps) {
  return (
    <EntryPage
      title="Sign in"
      lead={
        props.invited === null ? (
          <>
            to <bdi className="font-medium text-ink">{props.server}</bdi>
          </>
        ) : (
          <InvitedBy {...props.invited} />
        )
      }
      foot={
        <span className="flex flex-wrap justify-center gap-x-4 gap-y-1">
          {props.onSignUp === undefined ? null : (
            <Button look="link" size="small" onClick={props.onSignUp}>
              Create an account
            </Button>
          )}
          <Button look="link" size="small" onClick={props.onGetApps}>
            Get the apps
          </Button>
          {props.onOtherServer === undefined ? null : (
            <Button look="link" size="small" onClick={props.onOtherServer}>
              Use another server
            </Button>
          )}
        </span>
      }
    >
      <form
        className="contents"
        onSubmit={onSubmit((read) =>
          props.onSignIn({ email: read('email'), password: read('password') }),
        )}
      >
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          defaultValue={props.email}
          readOnly={props.invited !== null}
          hint={props.invited === null ? undefined : 'The invitation is for this address.'}
          dir="ltr"
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          dir="ltr"
        />
        {props.error === undefined ? null : (
          <p role="alert" className="rounded-md bg-hot-soft px-3 py-2 text-second text-hot">
            {props.error}
          </p>
        )}
        <Button type="submit" look="primary" busy={props.busy}>
          Sign in
        </Button>
      </form>
      {props.samples.length === 0 ? null : (
        <SamplePeople
          people={props.samples}
          disabled={props.busy}
          onPick={(person) => props.onSignIn(person)}
        />
      )}
    </EntryPage>
  )
}
