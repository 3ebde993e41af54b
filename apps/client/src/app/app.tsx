import { errors, isFinal, type ErrorCode } from '@parley/protocol'
import { CloudOff, RefreshCw, TriangleAlert } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { useLocation, useRoute } from 'wouter'
import { useStore } from 'zustand'
import { GetApps } from '../sign-in/get-apps.tsx'
import { JoinPage, RefusedInvitation } from '../sign-in/invitation-page.tsx'
import { ServerAddress } from '../sign-in/server-address.tsx'
import { SignIn } from '../sign-in/sign-in.tsx'
import { SignUp } from '../sign-in/sign-up.tsx'
import { Elsewhere } from '../status/elsewhere.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { Entrance, Entry } from './entry.ts'
import type { Install } from './install.ts'
import type { RoomsProps } from './rooms.tsx'

/** The server's rule (SPEC, password-short). */
const minPassword = 8

export interface AppProps extends Omit<RoomsProps, 'entry'> {
  readonly entrance: Entrance
  readonly install: Install
}

/** What the app shows, from its first moment on; over it, at its own address, where else Parley is to be had. */
export function App(props: AppProps) {
  const entry = useStore(props.entrance.entry)
  const [isApps] = useRoute('/apps')
  const [, navigate] = useLocation()
  const ask = useStore(props.install, (install) => install.ask)
  return (
    <>
      {isApps ? (
        <GetApps
          address={serverOf(entry)}
          onInstall={ask ?? undefined}
          onBack={() => (history.length > 1 ? history.back() : navigate('/'))}
        />
      ) : null}
      {/* Stays mounted: what is half written lives in there. */}
      <div className={isApps ? 'hidden' : 'contents'}>
        <Standing {...props} entry={entry} />
      </div>
    </>
  )
}

function Standing({ entry, ...props }: AppProps & { readonly entry: Entry }) {
  const { entrance, reload } = props
  switch (entry.kind) {
    case 'starting':
      return <main aria-busy className="h-full bg-side" />
    case 'server':
      return (
        <ServerAddress
          known={entry.known}
          busy={entry.busy}
          error={entry.error}
          onChoose={(address) => void entrance.chooseServer(address)}
        />
      )
    case 'sign-in':
    case 'sign-up':
      return <SigningIn entry={entry} entrance={entrance} />
    case 'invitation':
      return <Invitation entry={entry} entrance={entrance} />
    case 'unreachable':
      return (
        <Stopped
          icon={<CloudOff />}
          title="The server does not answer"
          action={
            <Button look="primary" onClick={() => void entrance.start()}>
              Try again
            </Button>
          }
        >
          {entry.sentence} Signing in needs it once; after that Parley opens without a network.
        </Stopped>
      )
    case 'elsewhere':
      return <Elsewhere onTryAgain={() => void entrance.openAgain()} />
    case 'newer':
      return <Newer reload={reload} onOutdated={props.onOutdated} />
    case 'broken':
      return (
        <Stopped
          icon={<TriangleAlert />}
          title="Parley could not open"
          action={
            <div className="flex gap-2">
              <Button onClick={reload}>Reload</Button>
              <Button look="primary" onClick={() => void entrance.start()}>
                Retry
              </Button>
            </div>
          }
        >
          {entry.sentence}
        </Stopped>
      )
    case 'open':
      return <entry.Rooms {...props} entry={entry} />
  }
}

/** The files here were written by a newer build than this page: it is asked for, and taken by loading the page again. */
function Newer({ reload, onOutdated }: Pick<AppProps, 'reload' | 'onOutdated'>) {
  useEffect(onOutdated, [onOutdated])
  return (
    <Stopped
      icon={<RefreshCw />}
      title="A newer version of Parley was used here"
      action={
        <Button look="primary" onClick={reload}>
          Reload
        </Button>
      }
    >
      Reload to go on with it. If this stays, the server still has the older version, and Parley
      opens again once it was updated. Nothing is lost.
    </Stopped>
  )
}

function Invitation({
  entry,
  entrance,
}: {
  readonly entry: Extract<Entry, { kind: 'invitation' }>
  readonly entrance: Entrance
}) {
  const { account, link, refused } = entry
  const onLeave = () => void entrance.leaveInvitation()
  if (account !== null && link !== null) {
    return (
      <JoinPage
        invited={link}
        me={account}
        isTheirs={link.for === 'invited'}
        busy={entry.busy}
        onJoin={() => void entrance.join()}
        onSwitch={() => void entrance.switchAccount()}
        onLeave={onLeave}
      />
    )
  }
  const code = refused?.code ?? 'invitation-unknown'
  // What the server's table calls final stays so; no answer, and too many questions, pass.
  const passes = code in errors ? !isFinal(code as ErrorCode) : code === 'offline'
  return (
    <RefusedInvitation
      code={code}
      sentence={refused?.sentence ?? errors['invitation-unknown'].sentence}
      isSignedIn={account !== null}
      onTryAgain={passes ? () => void entrance.start() : undefined}
      onLeave={onLeave}
    />
  )
}

function SigningIn({
  entry,
  entrance,
}: {
  readonly entry: Extract<Entry, { kind: 'sign-in' | 'sign-up' }>
  readonly entrance: Entrance
}) {
  const { info, busy, error } = entry
  const [, navigate] = useLocation()
  const server = hostOf(info.address)
  if (entry.kind === 'sign-up') {
    return (
      <SignUp
        server={server}
        needsSetupCode={info.signUp === 'needs-setup-code'}
        minPassword={minPassword}
        invited={entry.invitation}
        busy={busy}
        error={error}
        onSignUp={(details) => void entrance.signUp(details)}
        onSignIn={() => entrance.switchTo('sign-in')}
      />
    )
  }
  return (
    <SignIn
      server={server}
      email={entry.email}
      invited={entry.invitation}
      busy={busy}
      error={error}
      samples={entry.invitation === null ? info.sample : []}
      onSignIn={({ email, password }) => void entrance.signIn({ email, password })}
      onSignUp={
        info.signUp === 'closed' || entry.invitation !== null
          ? undefined
          : () => entrance.switchTo('sign-up')
      }
      onGetApps={() => navigate('/apps')}
      onOtherServer={
        entry.fixed || entry.invitation !== null ? undefined : () => void entrance.otherServer()
      }
    />
  )
}

interface StoppedProps {
  readonly icon: ReactNode
  readonly title: string
  readonly action: ReactNode
  readonly children: ReactNode
}

function Stopped(props: StoppedProps) {
  return (
    <main className="flex h-full bg-side">
      <EmptyState {...props} />
    </main>
  )
}

/** The server one is at or about to enter; in a browser the page's own. */
function serverOf(entry: Entry): string {
  if ('info' in entry) return entry.info.address
  return 'account' in entry && entry.account !== null ? entry.account.server : location.origin
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
