import type { Draft, KeptMessage, Outbox, OutboxRow, OutboxState, OutboxTx } from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import { eq, sql } from 'drizzle-orm'
import { lazy, type Driver } from '../driver.ts'
import { commands, drafts, owner } from '../schema/outbox.ts'
import { openSession, type Session } from '../session.ts'

/** An outbox on a migrated file. `owner` null: the file was never finished. */
export type OpenOutbox = Outbox & {
  owner: { person: PersonId; cacheDamaged: boolean } | null
  /** Makes the file `person`'s, with what was salvaged of a former one, in one transaction. */
  found(person: PersonId, salvaged: Salvaged): void
  markCache(damaged: boolean): void
}

/** What a damaged outbox still gave. */
export type Salvaged = {
  device: string | null
  lastOrder: number
  rows: readonly OutboxRow[]
  drafts: readonly Draft[]
  kept: readonly KeptMessage[]
}
export const nothing: Salvaged = { device: null, lastOrder: 0, rows: [], drafts: [], kept: [] }

export function openOutbox(driver: Driver): OpenOutbox {
  const session = openSession(driver, () => {})
  const { db } = session
  const tx: OutboxTx = {
    ...rowsOf(session),
    ...draftsOf(session),
    ...keptOf(session),
    ...deviceOf(session),
  }
  // Read at every start, before the first screen: building the query would take longer than running it.
  const mine = session.rows('select person, cache_damaged from owner')().get() as
    | [PersonId, number]
    | undefined
  return {
    owner: mine ? { person: mine[0], cacheDamaged: mine[1] === 1 } : null,
    tx: (fn) => session.tx(() => fn(tx)),
    found(person, { device, lastOrder, rows, ...rest }) {
      session.tx(() => {
        db.insert(owner).values({ one: 1, person, device, lastOrder, cacheDamaged: 0 }).run()
        for (const row of rows) tx.put(row)
        for (const draft of rest.drafts) tx.putDraft(draft)
        for (const message of rest.kept) tx.keep(message)
      })
    },
    markCache(damaged) {
      session.tx(() => {
        db.update(owner)
          .set({ cacheDamaged: damaged ? 1 : 0 })
          .run()
      })
    },
    close: () => session.close(),
  }
}

type Row = typeof commands.$inferSelect

function rowOf({ id, lane, place, body, after, queuedAt, state, seq, code }: Row): OutboxRow {
  return {
    command: { id, body },
    lane,
    order: place,
    after,
    queuedAt,
    state: stateOf(state, seq, code),
  }
}

function stateOf(kind: OutboxState['kind'], seq: Row['seq'], code: Row['code']): OutboxState {
  if (kind === 'acked') return { kind, seq: seq ?? 0 }
  if (kind === 'failed') return { kind, code: code ?? 'internal' }
  return { kind }
}

type Values = [
  id: Row['id'],
  lane: string,
  place: number,
  body: string,
  after: string,
  queuedAt: number,
  state: Row['state'],
  seq: Row['seq'],
  code: Row['code'],
]

function rowsOf(session: Session): Pick<OutboxTx, 'rows' | 'row' | 'put' | 'drop' | 'nextOrder'> {
  const { db } = session
  const id = sql.placeholder('id')
  // Read at every start, as the owner is: `Row`s, by hand.
  const all = session.rows(
    'select id, lane, place, body, after, queued_at, state, seq, code from commands order by place',
  )
  const one = lazy(() => db.select().from(commands).where(eq(commands.id, id)).prepare())
  const remove = lazy(() => db.delete(commands).where(eq(commands.id, id)).prepare())
  const last = lazy(() => db.select({ order: owner.lastOrder }).from(owner).prepare())
  const raise = lazy(() =>
    db
      .update(owner)
      .set({ lastOrder: sql`max(last_order, ${sql.placeholder('order')})` })
      .prepare(),
  )
  const place = (name: string) => sql.placeholder(name)
  const upsert = lazy(() =>
    db
      .insert(commands)
      .values({
        id,
        lane: place('lane'),
        place: place('order'),
        body: place('body'),
        after: place('after'),
        queuedAt: place('queuedAt'),
        state: place('state'),
        seq: place('seq'),
        code: place('code'),
      })
      .onConflictDoUpdate({
        target: commands.id,
        set: {
          lane: sql`excluded.lane`,
          place: sql`excluded.place`,
          body: sql`excluded.body`,
          after: sql`excluded.after`,
          queuedAt: sql`excluded.queued_at`,
          state: sql`excluded.state`,
          seq: sql`excluded.seq`,
          code: sql`excluded.code`,
        },
      })
      .prepare(),
  )
  return {
    rows: () =>
      (all().all() as Values[]).map(([key, lane, order, body, after, queuedAt, state, seq, code]) =>
        rowOf({
          id: key,
          lane,
          place: order,
          body: JSON.parse(body) as Row['body'],
          after: JSON.parse(after) as Row['after'],
          queuedAt,
          state,
          seq,
          code,
        }),
      ),
    row(wanted) {
      const row = one().get({ id: wanted })
      return row ? rowOf(row) : null
    },
    put({ command, lane, order, after, queuedAt, state }) {
      upsert().run({
        id: command.id,
        lane,
        order,
        body: command.body,
        after,
        queuedAt,
        state: state.kind,
        seq: state.kind === 'acked' ? state.seq : null,
        code: state.kind === 'failed' ? state.code : null,
      })
      raise().run({ order })
    },
    drop: (wanted) => void remove().run({ id: wanted }),
    nextOrder: () => (last().get()?.order ?? 0) + 1,
  }
}

type DraftValues = [Draft['room'], text: string, Draft['replyTo'], updatedAt: number]

function draftsOf(session: Session): Pick<OutboxTx, 'draft' | 'drafts' | 'putDraft' | 'dropDraft'> {
  const { db } = session
  const room = sql.placeholder('room')
  // Asked for with every room list.
  const all = session.rows('select room, text, reply_to, updated_at from drafts')
  const one = lazy(() => db.select().from(drafts).where(eq(drafts.room, room)).prepare())
  const remove = lazy(() => db.delete(drafts).where(eq(drafts.room, room)).prepare())
  return {
    draft: (wanted) => one().get({ room: wanted }) ?? null,
    drafts: () =>
      (all().all() as DraftValues[]).map(([of, text, replyTo, updatedAt]) => ({
        room: of,
        text,
        replyTo,
        updatedAt,
      })),
    putDraft(draft) {
      const { room: target, ...set } = draft
      db.insert(drafts)
        .values({ room: target, ...set })
        .onConflictDoUpdate({ target: drafts.room, set })
        .run()
    },
    dropDraft: (wanted) => void remove().run({ room: wanted }),
  }
}

type KeptValues = [
  KeptMessage['id'],
  KeptMessage['room'],
  string,
  KeptMessage['replyTo'],
  number,
  number,
]

function keptOf(session: Session): Pick<OutboxTx, 'kept' | 'keep' | 'dropKept'> {
  // Read at every start, as the owner is; nearly always empty.
  const all = session.rows('select id, room, text, reply_to, at, seq from kept order by seq')
  const put = session.writes(
    'insert or replace into kept (id, room, text, reply_to, at, seq) values (?, ?, ?, ?, ?, ?)',
  )
  const remove = session.writes('delete from kept where id = ?')
  return {
    kept: () =>
      (all().all() as KeptValues[]).map(([id, room, text, replyTo, at, seq]) => ({
        id,
        room,
        text,
        replyTo,
        at,
        seq,
      })),
    keep: ({ id, room, text, replyTo, at, seq }) =>
      void put().run(id, room, text, replyTo, at, seq),
    dropKept: (id) => void remove().run(id),
  }
}

function deviceOf({ db }: Session): Pick<OutboxTx, 'device' | 'putDevice'> {
  return {
    device: () => db.select({ device: owner.device }).from(owner).get()?.device ?? null,
    putDevice: (device) => void db.update(owner).set({ device }).run(),
  }
}
