import type {
  Account,
  EngineApi,
  EngineEnd,
  Host,
  HostError,
  Outcome,
  ServerInfo,
} from '@parley/engine'
import type { ComponentType } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Feeds } from '../data/feeds.ts'
import { createInvitationCalls, type Invited } from '../data/invitation-calls.ts'
import { roomPath } from '../shell/addresses.ts'
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
      /** Who came by an invitation's link: the address is settled, and the room opens after. */
      readonly invitation: InvitationLink | null
      readonly busy: boolean
      readonly error: string | undefined
    }
  /** An invitation, for who is signed in here already, or that lets nobody in. */
  | {
      readonly kind: 'invitation'
      readonly account: Account | null
      readonly link: InvitationLink | null
      /** Why it is of no use. */
      readonly refused: HostError | undefined
      readonly busy: boolean
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

/** An invitation's link that works, and what its page tells of it. */
export type InvitationLink = Invited & { readonly token: string }

/** The page's address, as far as the entrance is concerned. */
export type Place = {
  /** The token, when the address is an invitation's link. */
  invitation(): string | null
  /** Another address for the same page, without a step back to this one. */
  go(path: string): void
}

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
  /** Takes the invitation as whoever is signed in. */
  join(): Promise<void>
  /** Signs out, keeping what waits, so that the invited person can come in. */
  switchAccount(): Promise<void>
  /** Away from an invitation's page. */
  leaveInvitation(): Promise<void>
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
  place,
  loadRooms,
}: {
  readonly host: Host
  readonly newFeeds: () => Feeds
  readonly place: Place
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
    if (state.kind === 'invitation') show({ ...state, busy: change.busy })
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
      const invitation = null
      return show({ kind, info, fixed, email, invitation, busy: false, error: undefined })
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
    const state = now()
    const link = 'invitation' in state ? state.invitation : null
    patch({ busy: true, error: undefined })
    const outcome = await answer
    if (outcome.ok) return link ? accept(outcome.value, link) : open(outcome.value)
    patch({ busy: false, error: outcome.error.sentence })
  }

  /** The page behind an invitation's link: who is signed in here decides what it asks. */
  async function arrive(token: string, account: Account | null): Promise<void> {
    const { fixed, addresses } = await host.servers()
    const server = account?.server ?? addresses[0] ?? ''
    const calls = createInvitationCalls(host, { server, person: account?.person ?? null })
    const found = await calls.lookUp(token)
    if (!found.ok) {
      const refused = found.error
      return show({ kind: 'invitation', account, link: null, refused, busy: false })
    }
    const link = { ...found.value, token }
    if (account !== null && link.for !== 'nobody')
      return show({ kind: 'invitation', account, link, refused: undefined, busy: false })
    const info = await host.checkServer(server)
    if (!info.ok) return show({ kind: 'unreachable', sentence: info.error.sentence })
    const kind = link.hasAccount ? 'sign-in' : 'sign-up'
    const entering = { info: info.value, fixed, email: link.email, invitation: link }
    show({ kind, ...entering, busy: false, error: undefined })
  }

  /** Signed in as whom it is for: into the room, or why not. */
  async function accept(account: Account, link: InvitationLink): Promise<void> {
    const { server, person } = account
    const taken = await createInvitationCalls(host, { server, person }).accept(link.token)
    if (!taken.ok)
      return show({ kind: 'invitation', account, link: null, refused: taken.error, busy: false })
    const { room } = taken.value
    place.go(room === null ? '/' : roomPath(room))
    await open(account)
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
      const token = place.invitation()
      if (token !== null) return arrive(token, account)
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
    signUp: guarded((details) => {
      const state = now()
      const invitation = 'invitation' in state ? (state.invitation?.token ?? null) : null
      return signed(host.signUp(serverOf(), { ...details, invitation }))
    }),
    join: guarded(async () => {
      const state = now()
      if (state.kind !== 'invitation' || !state.account || !state.link) return
      patch({ busy: true, error: undefined })
      await accept(state.account, state.link)
    }),
    switchAccount: guarded(async () => {
      const state = now()
      const token = place.invitation()
      if (state.kind !== 'invitation' || !state.account || token === null) return
      patch({ busy: true, error: undefined })
      await host.signOut(state.account, 'keep')
      await arrive(token, null)
    }),
    leaveInvitation: guarded(async () => {
      const state = now()
      place.go('/')
      const account = state.kind === 'invitation' ? state.account : null
      await (account === null ? enter() : open(account))
    }),
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
