import { randomUUIDv7 } from 'node:crypto'
import type { RoomId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { Refused } from '../marketplace/call.ts'
import type { ServiceRooms } from '../marketplace/service-rooms.ts'
import type { Service } from '../service-tokens/port.ts'
import type { Reads } from '../store/port.ts'
import type { WebhookDispatcher } from './dispatcher.ts'
import type { WebhookEvent } from './events.ts'
import type { Attempt, LoggedAttempt, Webhook, WebhookId } from './port.ts'
import type { WebhookTable } from './webhook-table.ts'

const perService = 20
const pageRooms = 500

export type WebhooksDeps = {
  table: WebhookTable
  dispatcher: WebhookDispatcher
  rooms: Pick<ServiceRooms, 'list'>
  read: Pick<Reads, 'head'>
  services(): Service[]
  secretOf(webhook: WebhookId): string
  /** True when http and private addresses are sent to, too. */
  allowPrivate: boolean
  clock: Pick<Clock, 'now'>
}

/** Webhooks as their owners and administrators handle them. `service` null stands for an administrator, who reaches all. */
export function createWebhooks(deps: WebhooksDeps) {
  const { table, dispatcher, clock } = deps

  function reach(service: string | null, id: WebhookId): Webhook {
    const webhook = table.find(id)
    if (!webhook || (service !== null && webhook.service !== service))
      throw new Refused('not-found')
    return webhook
  }

  return {
    list: (service: string | null): Webhook[] =>
      table.list().filter((webhook) => service === null || webhook.service === service),

    /** Throws `Refused`: `not-found` for an unknown service, `webhook-address`, `too-many-webhooks`. */
    add(
      serviceName: string,
      { url, events }: { url: string; events: readonly WebhookEvent[] },
    ): { webhook: Webhook; secret: string } {
      const service = deps.services().find(({ name }) => name === serviceName)
      if (!service) throw new Refused('not-found')
      if (!isAddress(url, deps.allowPrivate)) throw new Refused('webhook-address')
      if (this.list(serviceName).length >= perService) throw new Refused('too-many-webhooks')
      const id = randomUUIDv7() as string as WebhookId
      const made = { id, service: serviceName, url, events, madeAt: clock.now() }
      table.add(made, headsOf(deps, service))
      dispatcher.reload()
      return { webhook: reach(serviceName, id), secret: deps.secretOf(id) }
    },

    remove(service: string | null, id: WebhookId): void {
      reach(service, id)
      table.remove(id)
      dispatcher.reload()
    },

    /** Sends again from where it stopped. */
    enable(service: string | null, id: WebhookId): Webhook {
      reach(service, id)
      table.enable(id)
      dispatcher.reload()
      return reach(service, id)
    },

    attempts(
      service: string | null,
      id: WebhookId,
      { before, limit }: { before: number | null; limit: number },
    ): LoggedAttempt[] {
      reach(service, id)
      return table.attempts(id, before, limit)
    },

    /** Sends the event of a logged attempt again, now. */
    async redeliver(service: string | null, id: WebhookId, attempt: number): Promise<Attempt> {
      const webhook = reach(service, id)
      const logged = table.attempt(id, attempt)
      if (!logged) throw new Refused('not-found')
      const { room, seq } = logged
      const sent = await dispatcher.sendByHand(webhook, room === null ? null : { room, seq })
      if (!sent) throw new Refused('not-found')
      return sent
    },

    async ping(service: string | null, id: WebhookId): Promise<Attempt> {
      const sent = await dispatcher.sendByHand(reach(service, id), null)
      if (!sent) throw new Refused('not-found')
      return sent
    },
  }
}
export type Webhooks = ReturnType<typeof createWebhooks>

function isAddress(url: string, allowPrivate: boolean): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  const isKnown = protocol === 'https:' || (allowPrivate && protocol === 'http:')
  return isKnown && username === '' && password === ''
}

function headsOf(
  { rooms, read }: Pick<WebhooksDeps, 'rooms' | 'read'>,
  service: Service,
): { room: RoomId; seq: number }[] {
  const heads: { room: RoomId; seq: number }[] = []
  for (let after: RoomId | null = null; ;) {
    const page = rooms.list(service, after, pageRooms)
    for (const { room } of page) heads.push({ room, seq: read.head(room)?.seq ?? 0 })
    after = page.at(-1)?.room ?? null
    if (after === null || page.length < pageRooms) return heads
  }
}
