import type { Account } from '@parley/engine'

/** What the tabs of one account call the things they share. `key` names the account. */
export const names = {
  /** The Web Lock of the tab that owns the files. */
  files: (key: string) => `parley/${key}/files`,
  /** A Web Lock each tab holds as long as it lives, so that the owner learns of its end. */
  tab: (key: string, tab: string) => `parley/${key}/tab/${tab}`,
  /** The channel all tabs and the owner's Worker hear. */
  common: (key: string) => `parley/${key}`,
  /** The channel of one tab and the owner's Worker. */
  line: (key: string, tab: string) => `parley/${key}/line/${tab}`,
}

/** On the common channel. `wish`: a visible tab would like to own the files. `signed-out`: no tab is to open them again. */
export type CommonMessage =
  | { t: 'hello'; tab: string }
  | { t: 'owner' }
  | { t: 'wish'; tab: string }
  | { t: 'signed-out' }

/** On a tab's channel, beside the calls: `welcome` opens a line, `bye` ends it. */
export type LineMessage = { t: 'welcome'; durable: boolean } | { t: 'bye' }

/** To the Worker, from the page that started it. The port speaks birpc. */
export type ToWorker =
  | { t: 'open'; key: string; account: Account }
  | { t: 'close'; queue: 'keep' | 'discard' }
export type FromWorker =
  | { t: 'opened'; kind: 'open'; durable: boolean }
  | { t: 'opened'; kind: 'elsewhere' | 'newer' }
  /** The files are let go. Also when a tab signed out. */
  | { t: 'closed' }
