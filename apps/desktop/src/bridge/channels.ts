import type { DesktopBridge } from '@parley/engine'

/** What the page may ask of the main process, and nothing else. */
export const channels = [
  'servers',
  'checkServer',
  'lastAccount',
  'signIn',
  'signUp',
  'signOut',
  'call',
  'openEngine',
  'openExternal',
] as const satisfies readonly (keyof DesktopBridge)[]
export type Channel = (typeof channels)[number]

/** On Electron's side of the bridge; the prefix tells them apart from Electron's own. */
export const wireName = (channel: Channel) => `parley:${channel}`
export const portWireName = 'parley:engine-port'
