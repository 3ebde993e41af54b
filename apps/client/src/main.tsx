import './zod-without-eval.ts'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { registerSW } from 'virtual:pwa-register'
import { v7 } from 'uuid'
import { createStore } from 'zustand/vanilla'
import { App } from './app/app.tsx'
import { createInstall } from './app/install.ts'
import { createEntrance } from './app/entry.ts'
import { createPart } from './app/part.ts'
import { createUpdateLook } from './app/update-look.ts'
import { guardScripts } from './app/trusted-types.ts'
import { createFeeds } from './data/feeds.ts'
import { createSettings } from './data/settings.ts'
import { createBrowserHost } from './host/browser-host.ts'
import { createDesktopHost, desktopBridge } from './host/desktop-host.ts'
import { createRemembered } from './host/remembered.ts'
import { showAppearance } from './theme/appearance.ts'
import './theme/base.css'
import { createToasts, ToastsShown } from './ui/toast.tsx'

guardScripts(window)
const install = createInstall(window)
const remembered = createRemembered(window)
const bridge = desktopBridge(window)
const host =
  bridge === null
    ? createBrowserHost(window)
    : createDesktopHost({
        bridge,
        page: window,
        now: () => Date.now(),
        newId: () => v7(),
        settings: remembered.settings,
      })

const toasts = createToasts()
const onFault = (cause: unknown) => {
  console.error(cause)
  toasts.add({
    id: 'fault',
    title: 'Something went wrong here.',
    description: 'Copy what you are writing before you reload the page.',
    priority: 'high',
  })
}

const settings = createSettings(host.settings)
const dress = () => showAppearance(document.documentElement, settings.store.getState())
dress()
settings.store.subscribe(dress)

const newVersion = createStore(() => ({ waiting: false }))
const updates = createUpdateLook(() => Date.now())
let takeNewVersion = () => Promise.resolve(location.reload())
if (bridge === null) {
  const update = registerSW({
    onNeedRefresh: () => newVersion.setState({ waiting: true }),
    onRegisteredSW: (_script, registration) => updates.registered(registration),
  })
  window.addEventListener('focus', updates.whenDue)
  takeNewVersion = () =>
    newVersion.getState().waiting ? update(true) : Promise.resolve(location.reload())
}

const loadRooms = createPart({
  load: () => import('./app/rooms.tsx').then(({ Rooms }) => Rooms),
  // Without the server, loading the page anew would leave nothing at all.
  answers: () => fetch('/', { method: 'HEAD', cache: 'no-store' }).then(({ ok }) => ok),
  reloaded: remembered.reloaded,
  reload: () => location.reload(),
})
const entrance = createEntrance({
  host,
  newFeeds: () => createFeeds(onFault),
  loadRooms,
  place: {
    invitation: () => /^\/invite\/([^/]+)$/.exec(location.pathname)?.[1] ?? null,
    go: (path) => history.replaceState(null, '', path),
  },
})
void entrance.start()

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place for the app')
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <ToastsShown toasts={toasts}>
        <App
          {...{ host, install, entrance, settings, toasts, newVersion, onFault }}
          kept={remembered.begun}
          reload={() => void takeNewVersion()}
          onOutdated={updates.atOnce}
        />
      </ToastsShown>
    </CSPProvider>
  </StrictMode>,
)
