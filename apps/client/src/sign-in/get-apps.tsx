import { Download, Laptop, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { EntryPage } from './entry-page.tsx'

export interface GetAppsProps {
  /** What one types into a browser or the desktop app. */
  readonly address: string
  /** Left out where the browser offers no button of its own, or the page is installed. */
  readonly onInstall?: (() => void) | undefined
  readonly onBack: () => void
}

/** Where Parley is to be had beyond this tab (P0). */
export function GetApps({ address, onInstall, onBack }: GetAppsProps) {
  return (
    <EntryPage
      title="Get the apps"
      lead="The same rooms everywhere; what you write waits for the network."
    >
      <Way icon={<Download />} title="From this browser">
        {onInstall === undefined ? (
          <p>
            Chrome and Edge: the install sign at the end of the address bar. Safari on a Mac: File,
            then Add to Dock. Firefox has no such sign; pin the tab.
          </p>
        ) : (
          <>
            <p>A window and an icon of its own, opened without a network, too.</p>
            <Button size="small" look="primary" className="mt-2" onClick={onInstall}>
              Install Parley
            </Button>
          </>
        )}
      </Way>
      <Way icon={<Smartphone />} title="On your phone">
        <p>
          Open <Address>{address}</Address> there. iPhone and iPad: Share, then Add to Home Screen.
          Android: the browser’s menu, then Install app.
        </p>
      </Way>
      <Way icon={<Laptop />} title="The desktop app">
        <p>
          For Windows, macOS and Linux: everything on disk, your sign-in in the system’s key store.
          Whoever runs this server has the installer. At its first start it asks for{' '}
          <Address>{address}</Address>.
        </p>
      </Way>
      <Button onClick={onBack}>Back</Button>
    </EntryPage>
  )
}

function Way({ icon, title, children }: WayProps) {
  return (
    <section className="flex gap-3">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent [&_svg]:icon"
      >
        {icon}
      </span>
      <div className="min-w-0 text-second text-mute">
        <h2 className="text-ui font-semibold text-ink">{title}</h2>
        {children}
      </div>
    </section>
  )
}

interface WayProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
}

function Address({ children }: { readonly children: string }) {
  return <bdi className="font-medium break-all text-ink select-text">{children}</bdi>
}
