import { entrySchema, type Entry, type RoomId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { ServiceRooms } from '../marketplace/service-rooms.ts'
import type { Service } from '../service-tokens/port.ts'
import type { Appended, Reads } from '../store/port.ts'
import { eventOf, eventText, type WebhookEvent } from './events.ts'
import type { Attempt, Lane, Post, Webhook, WebhookId } from './port.ts'
import { backOffMs, disablingReason, setsAside } from './retry.ts'
import { signature } from './signature.ts'
import type { WebhookTable } from './webhook-table.ts'

export type DispatcherDeps = {
  table: WebhookTable
  read: Pick<Reads, 'room' | 'head' | 'entryTexts' | 'person'>
  rooms: Pick<ServiceRooms, 'made' | 'list' | 'externalKeyOf'>
  services(): Service[]
  post: Post
  secretOf(webhook: WebhookId): string
  urlOf(room: RoomId): string
  clock: Clock
  /** In [0, 1). */
  chance(): number
  onFault(cause: unknown): void
}

/** Rooms of one webhook that are told at once; while it fails, one. */
const together = 4
const pageEntries = 100
/** How far back a room is told after a long silence. */
const longestBacklog = 1_000
/** Looks for what no hint told of. */
const sweepMs = 10 * 60_000
const pageRooms = 200
/** An attempt that runs when the server stops has so long to be noted. */
const farewellMs = 1_000

type Running = {
  webhook: Webhook
  service: Service
  waiting: Set<RoomId>
  busy: Set<RoomId>
  failures: number
  pausedUntil: number
}

/**
 * Tells webhooks what happens in the rooms of their service.
 *
 * 1. The rooms' logs are the queue: what is durable there and past a webhook's place is still to be told, whatever was
 *    interrupted. The place moves when the receiver said yes.
 * 2. A room's events go in the log's order, one after another; the next waits for the one before, for as long as `retry.ts` says.
 *    Rooms do not wait for each other. An event may come twice: when the answer was lost, or the place could not be written.
 * 3. While a webhook fails, one attempt is made at a time, less and less often.
 */
export class WebhookDispatcher {
  readonly #deps: DispatcherDeps
  readonly #running = new Map<WebhookId, Running>()
  readonly #wakes = new Map<WebhookId, () => void>()
  readonly #attempts = new Set<Promise<void>>()
  #stopped = false
  #closed = false

  constructor(deps: DispatcherDeps) {
    this.#deps = deps
  }

  /** Goes on where the last process stopped. Resolves, by the undo, once no attempt runs any more. */
  start(): () => Promise<void> {
    this.reload()
    const stop = this.#deps.clock.every(sweepMs, () => this.#sweepAll())
    return async () => {
      this.#stopped = true
      stop()
      for (const undo of this.#wakes.values()) undo()
      // What is on its way may still be noted; what is not is sent again.
      await Promise.race([
        Promise.all(this.#attempts),
        new Promise<void>((resolve) => void this.#deps.clock.after(farewellMs, resolve)),
      ])
      this.#closed = true
    }
  }

  /** After webhooks were added, removed, enabled. */
  reload(): void {
    const services = new Map(this.#deps.services().map((service) => [service.name, service]))
    const live = this.#deps.table.list().filter(({ disabled }) => disabled === null)
    const ids = new Set(live.map(({ id }) => id))
    for (const id of this.#running.keys()) if (!ids.has(id)) this.#running.delete(id)
    for (const webhook of live) {
      const service = services.get(webhook.service)
      if (!service) continue
      const known = this.#running.get(webhook.id)
      if (known) {
        known.webhook = webhook
        continue
      }
      const running: Running = {
        webhook,
        service,
        waiting: new Set(),
        busy: new Set(),
        failures: 0,
        pausedUntil: 0,
      }
      this.#running.set(webhook.id, running)
      this.#sweep(running)
    }
  }

  /** Events and rooms that wait to be told, over all webhooks. */
  waiting(): number {
    return [...this.#running.values()].reduce(
      (sum, { waiting, busy }) => sum + waiting.size + busy.size,
      0,
    )
  }

  /** Hears of every commit, once it is durable. */
  committed(appended: readonly Appended[]): void {
    if (this.#running.size === 0) return
    for (const { room, entry } of appended) {
      const event = eventOf(entry)
      if (event === null) continue
      for (const running of this.#running.values())
        if (running.webhook.events.includes(event) && this.#deps.rooms.made(running.service, room))
          this.#wake(running, room)
    }
  }

  /** Sends an event again, or a ping (null), at once and out of order; gives back how it went. */
  async sendByHand(
    webhook: Webhook,
    event: { room: RoomId; seq: number } | null,
  ): Promise<Attempt | null> {
    const service = this.#deps.services().find(({ name }) => name === webhook.service)
    if (!service) return null
    if (event === null) return this.#ping(webhook)
    const [entry] = this.#entries(event.room, event.seq - 1, 1)
    const type = entry ? eventOf(entry) : null
    if (!entry || type === null || !this.#deps.rooms.made(service, event.room)) return null
    const attempt = await this.#attempt(webhook, service, event.room, entry, type)
    const byHand = { ...attempt, byHand: true }
    this.#deps.table.settle(webhook.id, byHand, null, cameThrough(byHand))
    return byHand
  }

  async #ping(webhook: Webhook): Promise<Attempt> {
    const at = this.#deps.clock.now()
    const event = crypto.randomUUID() as Attempt['event']
    const body = JSON.stringify({ id: event, type: 'ping', at })
    const told = await this.#post(webhook, { event, type: 'ping' }, body)
    const attempt: Attempt = { room: null, seq: 0, event, type: 'ping', byHand: true, ...told }
    this.#deps.table.settle(webhook.id, attempt, null, cameThrough(attempt))
    return attempt
  }

  #sweepAll(): void {
    for (const running of this.#running.values()) this.#sweep(running)
  }

  #sweep(running: Running): void {
    for (let after: RoomId | null = null; ;) {
      const page = this.#deps.rooms.list(running.service, after, pageRooms)
      for (const { room } of page) {
        const head = this.#deps.read.head(room)?.seq ?? 0
        if (head > this.#deps.table.lane(running.webhook.id, room).seq) this.#wake(running, room)
      }
      after = page.at(-1)?.room ?? null
      if (after === null) return
    }
  }

  #wake(running: Running, room: RoomId): void {
    running.waiting.add(room)
    this.#pump(running)
  }

  #pump(running: Running): void {
    if (this.#stopped || this.#running.get(running.webhook.id) !== running) return
    const now = this.#deps.clock.now()
    if (running.pausedUntil > now) return this.#wakeAt(running, running.pausedUntil)
    const most = running.failures > 0 ? 1 : together
    let soonest = Infinity
    for (const room of running.waiting) {
      if (running.busy.size >= most) return
      if (running.busy.has(room)) continue
      const lane = this.#deps.table.lane(running.webhook.id, room)
      if (lane.nextAt > now) {
        soonest = Math.min(soonest, lane.nextAt)
        continue
      }
      running.waiting.delete(room)
      running.busy.add(room)
      const work = this.#tell(running, lane)
        .catch((cause: unknown) => this.#deps.onFault(cause))
        .finally(() => {
          this.#attempts.delete(work)
          running.busy.delete(room)
          this.#pump(running)
        })
      this.#attempts.add(work)
    }
    if (soonest < Infinity) this.#wakeAt(running, soonest)
  }

  #wakeAt(running: Running, at: number): void {
    const { id } = running.webhook
    this.#wakes.get(id)?.()
    const ms = Math.max(0, at - this.#deps.clock.now())
    this.#wakes.set(
      id,
      this.#deps.clock.after(ms, () => this.#pump(running)),
    )
  }

  /** Tells one room's next event; when there are more, the room waits for its turn again. */
  async #tell(running: Running, lane: Lane): Promise<void> {
    const { webhook, service } = running
    const { room } = lane
    const head = this.#deps.read.head(room)?.seq ?? 0
    let from = Math.max(lane.seq, head - longestBacklog)
    let found: { entry: Entry; type: WebhookEvent } | null = null
    while (!found && from < head) {
      const page = this.#entries(room, from, pageEntries)
      if (page.length === 0) break
      for (const entry of page) {
        const type = eventOf(entry)
        if (type !== null && webhook.events.includes(type)) {
          found = { entry, type }
          break
        }
        from = entry.seq
      }
    }
    if (!found) {
      if (from > lane.seq) this.#deps.table.keepLane(webhook.id, settled(lane, from))
      return
    }
    const attempt = await this.#attempt(webhook, service, room, found.entry, found.type)
    if (this.#closed || this.#running.get(webhook.id) !== running) return
    const after = this.#laneAfter(running, { ...lane, seq: from }, attempt)
    this.#deps.table.settle(webhook.id, attempt, after, cameThrough(attempt))
    running.webhook = this.#deps.table.find(webhook.id) ?? webhook
    if (cameThrough(attempt)) running.failures = 0
    else this.#pause(running, attempt)
    running.waiting.add(room)
  }

  #laneAfter(running: Running, lane: Lane, attempt: Attempt): Lane {
    if (cameThrough(attempt)) return settled(lane, attempt.seq)
    const tried: Lane = {
      ...lane,
      attempts: lane.attempts + 1,
      failingSince: lane.failingSince ?? attempt.at,
    }
    if (setsAside(tried, running.webhook, attempt.status, attempt.at))
      return settled(lane, attempt.seq)
    return { ...tried, nextAt: attempt.at + backOffMs(tried.attempts, this.#deps.chance()) }
  }

  #pause(running: Running, { status, at }: Attempt): void {
    running.failures += 1
    // One refused event is no reason to keep the others waiting; the second failure in a row may be.
    if (running.failures > 1)
      running.pausedUntil = at + backOffMs(running.failures - 1, this.#deps.chance())
    const why = disablingReason(running.webhook, status, at)
    if (why === null) return
    this.#deps.table.disable(running.webhook.id, at, why)
    this.#running.delete(running.webhook.id)
  }

  async #attempt(
    webhook: Webhook,
    service: Service,
    room: RoomId,
    entry: Entry,
    type: WebhookEvent,
  ): Promise<Attempt> {
    const { read, rooms, urlOf } = this.#deps
    const state = read.room(room)
    if (!state) throw new Error('a room with a log has no state')
    const { kind, title } = state
    const externalKey = rooms.externalKeyOf(service, room)
    const told = { id: room, externalKey, url: urlOf(room), kind, title }
    const body = eventText(entry, told, read.person(entry.by))
    const made = await this.#post(webhook, { event: entry.id, type }, body)
    return { room, seq: entry.seq, event: entry.id, type, byHand: false, ...made }
  }

  async #post(
    webhook: Webhook,
    { event, type }: Pick<Attempt, 'event' | 'type'>,
    body: string,
  ): Promise<Pick<Attempt, 'at' | 'status' | 'durationMs' | 'error'>> {
    const { clock, post, secretOf } = this.#deps
    const began = clock.now()
    const timestamp = Math.floor(began / 1000)
    const answer = await post(
      webhook.url,
      {
        'content-type': 'application/json',
        'user-agent': 'Parley-Webhook',
        'parley-event': type,
        'parley-event-id': event,
        'parley-timestamp': String(timestamp),
        'parley-signature': signature(secretOf(webhook.id), timestamp, body),
      },
      body,
    )
    const at = clock.now()
    const status = 'status' in answer ? answer.status : null
    const error = 'error' in answer ? answer.error : null
    return { at, status, durationMs: at - began, error }
  }

  #entries(room: RoomId, after: number, limit: number): Entry[] {
    return this.#deps.read
      .entryTexts(room, after, limit)
      .map((text) => entrySchema.parse(JSON.parse(text)))
  }
}

const cameThrough = ({ status }: Attempt) => status !== null && status >= 200 && status < 300

const settled = (lane: Lane, seq: number): Lane => ({
  ...lane,
  seq,
  attempts: 0,
  nextAt: 0,
  failingSince: null,
})
