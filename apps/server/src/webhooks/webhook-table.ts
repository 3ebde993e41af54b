import type { Database } from 'better-sqlite3'
import type { Instant, RoomId } from '@parley/protocol'
import { z } from 'zod'
import { webhookEventSchema, type WebhookEvent } from './events.ts'
import type { Attempt, Lane, LoggedAttempt, Webhook, WebhookId } from './port.ts'

/** Attempts kept for each webhook. */
export const keptAttempts = 200

type Row = {
  id: WebhookId
  service: string
  url: string
  events: string
  madeAt: Instant
  lastSuccessAt: Instant | null
  failingSince: Instant | null
  disabledAt: Instant | null
  disabledWhy: string | null
}
type AttemptRow = Omit<LoggedAttempt, 'byHand'> & { byHand: number }

export type NewWebhook = {
  id: WebhookId
  service: string
  url: string
  events: readonly WebhookEvent[]
  madeAt: Instant
}

/** Webhooks, how far each is in each room, and their last attempts: in the accounts' file. Every change is durable when it returns. */
export function openWebhookTable(database: Database) {
  database.exec(`create table if not exists webhook (
    id text primary key, service text not null, url text not null, events text not null,
    made_at integer not null, last_success_at integer, failing_since integer,
    disabled_at integer, disabled_why text) strict, without rowid`)
  database.exec(`create table if not exists webhook_lane (
    webhook text not null references webhook (id) on delete cascade, room text not null, seq integer not null,
    attempts integer not null, next_at integer not null, failing_since integer,
    primary key (webhook, room)) strict, without rowid`)
  database.exec(`create table if not exists webhook_attempt (
    id integer primary key, webhook text not null references webhook (id) on delete cascade,
    room text, seq integer not null, event text not null, type text not null, at integer not null,
    status integer, duration_ms integer not null, error text, by_hand integer not null) strict`)
  database.exec(
    'create index if not exists webhook_attempt_by_webhook on webhook_attempt (webhook, id)',
  )
  const columns = `id, service, url, events, made_at as madeAt, last_success_at as lastSuccessAt,
    failing_since as failingSince, disabled_at as disabledAt, disabled_why as disabledWhy`
  const all = database.prepare<[], Row>(`select ${columns} from webhook order by made_at desc, id`)
  const byId = database.prepare<[string], Row>(`select ${columns} from webhook where id = ?`)
  const insert = database.prepare<[string, string, string, string, Instant]>(
    'insert into webhook (id, service, url, events, made_at) values (?, ?, ?, ?, ?)',
  )
  const remove = database.prepare<[string]>('delete from webhook where id = ?')
  const succeed = database.prepare<[Instant, string]>(
    'update webhook set last_success_at = ?, failing_since = null where id = ?',
  )
  const fail = database.prepare<[Instant, string]>(
    'update webhook set failing_since = coalesce(failing_since, ?) where id = ?',
  )
  const disable = database.prepare<[Instant | null, string | null, string]>(
    'update webhook set disabled_at = ?, disabled_why = ? where id = ?',
  )
  const enable = database.prepare<[string]>(
    'update webhook set disabled_at = null, disabled_why = null, failing_since = null where id = ?',
  )
  const resumeLanes = database.prepare<[string]>(
    'update webhook_lane set attempts = 0, next_at = 0, failing_since = null where webhook = ?',
  )
  const laneColumns = 'room, seq, attempts, next_at as nextAt, failing_since as failingSince'
  const laneOf = database.prepare<[string, string], Lane>(
    `select ${laneColumns} from webhook_lane where webhook = ? and room = ?`,
  )
  const putLane = database.prepare<[string, string, number, number, Instant, Instant | null]>(
    'insert or replace into webhook_lane values (?, ?, ?, ?, ?, ?)',
  )
  const attemptColumns =
    'id, room, seq, event, type, at, status, duration_ms as durationMs, error, by_hand as byHand'
  const attempts = database.prepare<[string, number, number], AttemptRow>(
    `select ${attemptColumns} from webhook_attempt where webhook = ? and id < ? order by id desc limit ?`,
  )
  const attemptOf = database.prepare<[string, number], AttemptRow>(
    `select ${attemptColumns} from webhook_attempt where webhook = ? and id = ?`,
  )
  const log = database.prepare<
    [{ [K in keyof AttemptRow as K extends 'id' ? never : K]: AttemptRow[K] } & { webhook: string }]
  >(
    `insert into webhook_attempt (webhook, room, seq, event, type, at, status, duration_ms, error, by_hand)
     values (@webhook, @room, @seq, @event, @type, @at, @status, @durationMs, @error, @byHand)`,
  )
  const forget = database.prepare<[string, string, number]>(
    `delete from webhook_attempt where webhook = ? and id <=
     (select id from webhook_attempt where webhook = ? order by id desc limit 1 offset ?)`,
  )

  function note(webhook: WebhookId, attempt: Attempt): void {
    log.run({ ...attempt, webhook, byHand: attempt.byHand ? 1 : 0 })
    forget.run(webhook, webhook, keptAttempts)
  }
  function keepLane(webhook: WebhookId, lane: Lane): void {
    const { room, seq, attempts: tried, nextAt, failingSince } = lane
    putLane.run(webhook, room, seq, tried, nextAt, failingSince)
  }

  return {
    list: () => all.all().map(webhookOf),
    find: (id: WebhookId) => {
      const row = byId.get(id)
      return row ? webhookOf(row) : null
    },
    /** With the heads of the rooms there are already: it is told what comes after them. */
    add: database.transaction(
      (webhook: NewWebhook, heads: readonly { room: RoomId; seq: number }[]) => {
        const { id, service, url, events, madeAt } = webhook
        insert.run(id, service, url, JSON.stringify(events), madeAt)
        for (const { room, seq } of heads) putLane.run(id, room, seq, 0, 0, null)
      },
    ),
    remove: (id: WebhookId) => remove.run(id).changes > 0,
    disable: (id: WebhookId, at: Instant, why: string) => void disable.run(at, why, id),
    /** Goes on where it stopped, at once. */
    enable: database.transaction((id: WebhookId) => {
      enable.run(id)
      resumeLanes.run(id)
    }),
    lane: (webhook: WebhookId, room: RoomId): Lane =>
      laneOf.get(webhook, room) ?? { room, seq: 0, attempts: 0, nextAt: 0, failingSince: null },
    keepLane,
    /** An attempt with what follows from it, in one transaction. */
    settle: database.transaction(
      (webhook: WebhookId, attempt: Attempt, lane: Lane | null, came: boolean) => {
        note(webhook, attempt)
        if (lane) keepLane(webhook, lane)
        if (came) succeed.run(attempt.at, webhook)
        // What was sent by hand says nothing about what is sent by itself.
        else if (!attempt.byHand) fail.run(attempt.at, webhook)
      },
    ),
    /** Latest first. */
    attempts: (webhook: WebhookId, before: number | null, limit: number): LoggedAttempt[] =>
      attempts.all(webhook, before ?? Number.MAX_SAFE_INTEGER, limit).map(attemptFrom),
    attempt: (webhook: WebhookId, id: number): LoggedAttempt | null => {
      const row = attemptOf.get(webhook, id)
      return row ? attemptFrom(row) : null
    },
  }
}
export type WebhookTable = ReturnType<typeof openWebhookTable>

function webhookOf({ events, disabledAt, disabledWhy, ...row }: Row): Webhook {
  return {
    ...row,
    // An event of another version is not sent by this one.
    events: z
      .array(z.string())
      .parse(JSON.parse(events))
      .flatMap((event) => webhookEventSchema.safeParse(event).data ?? []),
    disabled: disabledAt === null ? null : { at: disabledAt, why: disabledWhy ?? '' },
  }
}

function attemptFrom({ byHand, ...row }: AttemptRow): LoggedAttempt {
  return { ...row, byHand: byHand === 1 }
}
