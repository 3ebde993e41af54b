import type { DesktopBridge } from '@parley/engine'
import type { Channel } from './channels.ts'

/**
 * The one object the page gets. Each function takes exactly its own arguments: nothing the page holds reaches Electron's own
 * interface, and answers are copied as JSON, since functions and getters of a foreign world must not cross (CVE-2023-29198).
 */
export function createBridge(
  invoke: (channel: Channel, args: readonly unknown[]) => Promise<unknown>,
): DesktopBridge {
  // The main process answers in these shapes: its handlers are typed by the same bridge.
  const ask = <C extends Channel>(channel: C, ...args: unknown[]) =>
    invoke(channel, args).then(plain) as ReturnType<DesktopBridge[C]>
  return Object.freeze<DesktopBridge>({
    servers: () => ask('servers'),
    checkServer: (address) => ask('checkServer', address),
    lastAccount: () => ask('lastAccount'),
    signIn: (server, credentials) => ask('signIn', server, credentials),
    signUp: (server, details) => ask('signUp', server, details),
    signOut: (account, queue) => ask('signOut', account, queue),
    call: (at, call) => ask('call', at, call),
    openEngine: (account, ticket) => ask('openEngine', account, ticket),
    openExternal: (url) => ask('openExternal', url),
  })
}

const plain = (answer: unknown): unknown =>
  answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))
