import { CSPProvider } from '@base-ui/react/csp-provider'
import { errors } from '@parley/protocol'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { GetApps } from '../../src/sign-in/get-apps.tsx'
import { JoinPage, RefusedInvitation } from '../../src/sign-in/invitation-page.tsx'
import { ServerAddress } from '../../src/sign-in/server-address.tsx'
import { SignIn } from '../../src/sign-in/sign-in.tsx'
import { SignUp } from '../../src/sign-in/sign-up.tsx'
import { Elsewhere } from '../../src/status/elsewhere.tsx'
import { FailedItems } from '../../src/status/failed-items.tsx'
import '../../src/theme/base.css'
import { showAppearance } from '../../src/theme/appearance.ts'
import { HistoryScene } from './history-scene.tsx'
import { RoomScene } from './room-scene.tsx'
import { talk } from './talk.tsx'

const ignore = () => {}
const samples = [
  { name: 'Alice Keller', role: 'The client', email: 'alice@sample.test', password: 'sample' },
  { name: 'Bob Okafor', role: 'Designer', email: 'bob@sample.test', password: 'sample' },
  { name: 'Mei Tanaka', role: 'Copywriter', email: 'mei@sample.test', password: 'sample' },
]

const scenes: Record<string, () => ReactNode> = {
  room: () => <RoomScene items={talk()} panel />,
  alone: () => <RoomScene items={talk()} />,
  list: () => <RoomScene items={talk()} roomOpen={false} />,
  archived: () => <RoomScene items={talk()} tab="archived" roomOpen={false} />,
  narrow: () => <RoomScene items={talk()} narrow />,
  categories: () => (
    <RoomScene
      items={talk()}
      tab="categories"
      strip={{ kind: 'offline', queued: 2 }}
      mode={{
        kind: 'reply',
        messageId: 'ratio',
        author: 'Bob Okafor',
        text: 'It holds from phone to 4K',
      }}
    />
  ),
  failed: () => (
    <RoomScene
      items={talk()}
      strip={{ kind: 'failed', count: 2 }}
      mode={{ kind: 'edit', messageId: 'x', deleted: false }}
    />
  ),
  empty: () => <RoomScene items={[]} rooms={[]} empty />,
  loading: () => (
    <RoomScene items={[]} rooms={[]} empty loading strip={{ kind: 'reconnecting', queued: 0 }} />
  ),
  'new-room': () => <RoomScene items={talk()} newRoom />,
  history: () => <HistoryScene total={600} />,
  unread: () => <HistoryScene total={600} unreadFrom={400} />,
  huge: () => <HistoryScene total={100_000} />,
  'sign-in': () => (
    <SignIn
      invited={null}
      onGetApps={ignore}
      server="localhost:4180"
      email=""
      busy={false}
      samples={samples}
      onSignIn={ignore}
      onSignUp={ignore}
      onOtherServer={ignore}
    />
  ),
  'sign-up': () => (
    <SignUp
      invited={null}
      server="localhost:4180"
      needsSetupCode
      minPassword={10}
      busy={false}
      error="That e-mail address has an account already. Sign in instead."
      onSignUp={ignore}
      onSignIn={ignore}
    />
  ),
  server: () => (
    <ServerAddress
      known={['parley.example.com', 'localhost:4180']}
      busy={false}
      error="Nothing answered at that address. Check the spelling."
      onChoose={ignore}
    />
  ),
  invited: () => <Invited isTheirs />,
  'invited-other': () => <Invited isTheirs={false} />,
  'invitation-expired': () => (
    <RefusedInvitation
      code="invitation-expired"
      sentence={errors['invitation-expired'].sentence}
      isSignedIn={false}
      onLeave={ignore}
    />
  ),
  'get-apps': () => (
    <GetApps address="https://chat.example.com" onInstall={ignore} onBack={ignore} />
  ),
  elsewhere: () => <Elsewhere onTryAgain={ignore} />,
  'not-sent': () => (
    <FailedItems
      open
      items={[
        {
          id: '1',
          room: 'Brand site redesign',
          what: 'And the invoice for week two is on its way.',
          reason: 'You are sending too fast. Wait a moment, then retry.',
          when: 'Today 09:12',
          retriable: true,
          editable: true,
          wasSent: false,
          text: 'And the invoice for week two is on its way.',
        },
        {
          id: '2',
          room: 'Brand site redesign',
          what: 'The second draft is in the shared folder.',
          reason: 'The server went back to an earlier copy and no longer has this.',
          when: 'Yesterday 17:40',
          retriable: true,
          editable: true,
          wasSent: true,
          text: 'The second draft is in the shared folder.',
        },
      ]}
      onRetryAll={ignore}
      onRetry={ignore}
      onEdit={ignore}
      onCopy={ignore}
      onDiscard={ignore}
      onClose={ignore}
    />
  ),
}

function Invited({ isTheirs }: { readonly isTheirs: boolean }) {
  return (
    <JoinPage
      invited={{
        inviter: 'نور الهاشمي',
        roomTitle: 'Illustrations for the handbook, including the cover and the chapter openers',
        email: isTheirs ? 'bob@sample.test' : 's••@example.com',
      }}
      me={{ name: 'Bob Okafor', email: 'bob@sample.test' }}
      isTheirs={isTheirs}
      busy={false}
      onJoin={ignore}
      onSwitch={ignore}
      onLeave={ignore}
    />
  )
}

const asked = new URLSearchParams(location.search)
showAppearance(document.documentElement, {
  theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
  textSize: 'normal',
  density: 'comfortable',
})
const root = document.getElementById('root')
const scene = scenes[asked.get('scene') ?? 'room']
if (root !== null && scene !== undefined) {
  createRoot(root).render(<CSPProvider disableStyleElements>{scene()}</CSPProvider>)
}
