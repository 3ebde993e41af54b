import type { Account, EngineApi, EngineEnd, Host, Outcome, ServerInfo } from '@parley/engine'
import type { ComponentType } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Feeds } from '../data/feeds.ts'
import type { RoomsProps } from './rooms.tsx'

/** Where the app stands before and around the rooms. */
export type Entry =
  | { readonly kind: 'starting' }
  /** Which server (D1). */
  | {
      readonly kind: 'server'
      readonly known: readonly string[]
      readonly busy: boolean
      readonly error: string | undefined
    }
  | {
      readonly kind: 'sign-in' | 'sign-up'
      readonly info: ServerInfo
      /** There is no other server to choose. */
      readonly fixed: boolean
      readonly email: string
      readonly busy: boolean
      readonly error: string | undefined
    }
  /** The one server there is does not answer, and nobody was signed in here. */
  | { readonly kind: 'unreachable'; readonly sentence: string }
  | {
      readonly kind: 'open'
      readonly account: Account
      readonly engine: EngineApi
      readonly durable: boolean
      readonly feeds: Feeds
      readonly Rooms: ComponentType<RoomsProps>
    }
  | { readonly kind: 'elsewhere'; readonly account: Account }
  /** A newer build wrote the files: reload. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'broken'; readonly sentence: string }

export type Entrance = {
  readonly entry: StoreApi<Entry>
  /** The last account opens from what is kept here, before any network; else one signs in. */
  start(): Promise<void>
  chooseServer(address: string): Promise<void>
  otherServer(): Promise<void>
  signIn(credentials: { email: string; password: string }): Promise<void>
  signUp(details: {
    name: string
    email: string
    password: string
    setupCode: string | null
  }): Promise<void>
  switchTo(kind: 'sign-in' | 'sign-up'): void
  /** Opens the files of the account again, as when another tab had them. */
  openAgain(): Promise<void>
  /** The session ended: the same person proves who they are; the queue waits. */
  signInAgain(): Promise<void>
  signOut(queue: 'keep' | 'discard'): Promise<void>
}

export function createEntrance({
  host,
  newFeeds,
  loadRooms,
}: {
  readonly host: Host
  readonly newFeeds: () => Feeds
  /** Rejects when the rooms' part of the page cannot be had. */
  readonly loadRooms: () => Promise<ComponentType<RoomsProps>>
}): Entrance {
  const entry = createStore<Entry>(() => ({ kind: 'starting' }))
  const show = (next: Entry) => entry.setState(next, true)
  const now = () => entry.getState()
  const patch = (change: { busy: boolean; error: string | undefined }) => {
    const state = now()
    if (state.kind === 'server') show({ ...state, ...change })
    if (state.kind === 'sign-in' || state.kind === 'sign-up') show({ ...state, ...change })
  }

  async function open(account: Account): Promise<void> {
    const feeds = newFeeds()
    const [opened, Rooms] = await Promise.all([host.openEngine(account, feeds.events), loadRooms()])
    if (opened.kind === 'elsewhere') return show({ kind: 'elsewhere', account })
    if (opened.kind === 'newer') return show({ kind: 'newer' })
    feeds.attach(opened.engine)
    show({ kind: 'open', account, engine: opened.engine, durable: opened.durable, feeds, Rooms })
    void opened.ended?.then(guarded((how) => leaveRooms(opened.engine, account, how)))
  }
  /** The engine ended under the page: says why, instead of a page that does nothing. */
  async function leaveRooms(engine: EngineApi, account: Account, how: EngineEnd): Promise<void> {
    const state = now()
    if (state.kind !== 'open' || state.engine !== engine) return
    if (how.kind === 'broken') throw how.cause
    if (how.kind === 'elsewhere') return show({ kind: 'elsewhere', account })
    if (how.kind === 'newer') return show({ kind: 'newer' })
    await enter()
  }

  async function askServer(address: string, fixed: boolean, email: string): Promise<void> {
    const found = await host.checkServer(address)
    if (found.ok) {
      const { value: info } = found
      const kind = info.signUp === 'needs-setup-code' && email === '' ? 'sign-up' : 'sign-in'
      return show({ kind, info, fixed, email, busy: false, error: undefined })
    }
    if (fixed) return show({ kind: 'unreachable', sentence: found.error.sentence })
    const { addresses } = await host.servers()
    show({ kind: 'server', known: addresses, busy: false, error: found.error.sentence })
  }

  async function enter(email = ''): Promise<void> {
    const { fixed, addresses } = await host.servers()
    const [address] = addresses
    if (address !== undefined && (fixed || email !== '')) return askServer(address, fixed, email)
    show({ kind: 'server', known: addresses, busy: false, error: undefined })
  }

  async function signed(answer: Promise<Outcome<Account>>): Promise<void> {
    patch({ busy: true, error: undefined })
    const outcome = await answer
    if (outcome.ok) return open(outcome.value)
    patch({ busy: false, error: outcome.error.sentence })
  }

  /** Nothing below is expected to fail; what does is shown instead of an empty page. */
  const guarded =
    <A extends unknown[]>(act: (...args: A) => Promise<void>) =>
    (...args: A) =>
      act(...args).catch((cause: unknown) => {
        show({ kind: 'broken', sentence: cause instanceof Error ? cause.message : String(cause) })
      })

  const serverOf = () => {
    const state = now()
    return state.kind === 'sign-in' || state.kind === 'sign-up' ? state.info.address : ''
  }
  return {
    entry,
    start: guarded(async () => {
      const account = await host.lastAccount()
      await (account === null ? enter() : open(account))
    }),
    chooseServer: guarded(async (address) => {
      patch({ busy: true, error: undefined })
      await askServer(address, false, '')
    }),
    otherServer: guarded(async () => {
      const { addresses } = await host.servers()
      show({ kind: 'server', known: addresses, busy: false, error: undefined })
    }),
    signIn: guarded((credentials) => signed(host.signIn(serverOf(), credentials))),
    signUp: guarded((details) => signed(host.signUp(serverOf(), details))),
    switchTo(kind) {
      const state = now()
      if (state.kind === 'sign-in' || state.kind === 'sign-up')
        show({ ...state, kind, error: undefined })
    },
    openAgain: guarded(async () => {
      const state = now()
      if (state.kind === 'elsewhere') await open(state.account)
    }),
    signInAgain: guarded(async () => {
      const state = now()
      if (state.kind !== 'open') return
      const { fixed } = await host.servers()
      await askServer(state.account.server, fixed, state.account.email)
    }),
    signOut: guarded(async (queue) => {
      const state = now()
      if (state.kind !== 'open') return
      show({ kind: 'starting' })
      await host.signOut(state.account, queue)
      await enter()
    }),
  }
}
