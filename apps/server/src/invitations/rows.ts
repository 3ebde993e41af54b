import type { Database } from 'better-sqlite3'
import type { Instant, PersonId, RoomId } from '@parley/protocol'
import {
  lifeMs,
  type Delivery,
  type Invitation,
  type InvitationId,
  type InvitationState,
} from './invitation.ts'

/** Ended ones are kept so long, so that an old link still says what became of it. */
const keptMs = 90 * 24 * 60 * 60 * 1000

/** Attempts at one mail make a token each; older links keep working until the invitation ends. */
const schema = `
  create table if not exists invitation (
    id text primary key, room text, email text not null, inviter text not null,
    made_at integer not null, expires_at integer not null,
    state text not null default 'pending', ended_at integer,
    claimed_by text, claimed_at integer,
    mail_due_at integer, mail_sent_at integer, mail_attempts integer not null default 0, mail_problem text
  ) strict;
  create unique index if not exists invitation_pending on invitation (email, ifnull(room, ''))
    where state = 'pending';
  create index if not exists invitation_by_room on invitation (room, made_at);
  create index if not exists invitation_by_inviter on invitation (inviter, made_at);
  create index if not exists invitation_by_mail on invitation (mail_due_at) where mail_due_at is not null;
  create table if not exists invitation_token (
    hash text primary key, invitation text not null references invitation (id) on delete cascade
  ) strict, without rowid;
  create index if not exists invitation_token_of on invitation_token (invitation);`

type Row = {
  id: InvitationId
  room: RoomId | null
  email: string
  inviter: PersonId
  made_at: Instant
  expires_at: Instant
  state: InvitationState
  claimed_by: PersonId | null
  claimed_at: Instant | null
  mail_due_at: Instant | null
  mail_sent_at: Instant | null
  mail_attempts: number
  mail_problem: string | null
}

/** Which invitations a list holds. */
export type ListedBy = { room: RoomId } | { inviter: PersonId } | 'all'

export type InvitationRows = ReturnType<typeof openInvitationRows>

/**
 * The invitations in the accounts' file: they end in a sign-up there. Each statement that ends one asks in the same breath
 * whether it has ended already, so that of two at once one wins. All of it is synchronous and durable when it returns.
 */
export function openInvitationRows(database: Database) {
  database.exec(schema)
  const expire = database.prepare<[Instant]>(
    `update invitation set state = 'expired', ended_at = expires_at, mail_due_at = null
     where state = 'pending' and claimed_by is null and expires_at <= ?`,
  )
  const prune = database.prepare<[Instant]>('delete from invitation where ended_at <= ?')
  const add = database.prepare<[string, string | null, string, string, Instant, Instant, Instant]>(
    `insert into invitation (id, room, email, inviter, made_at, expires_at, mail_due_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  )
  const byId = database.prepare<[string], Row>('select * from invitation where id = ?')
  const byHash = database.prepare<[string], Row>(
    'select * from invitation where id = (select invitation from invitation_token where hash = ?)',
  )
  const pending = database.prepare<[string, string], Row>(
    `select * from invitation where state = 'pending' and email = ? and ifnull(room, '') = ?`,
  )
  const countBy = database.prepare<[string], { pending: number }>(
    `select count(*) as pending from invitation where inviter = ? and state = 'pending'`,
  )
  const order = 'order by made_at desc, id desc limit ?'
  const ofRoom = database.prepare<[string, number], Row>(
    `select * from invitation where room = ? and state in ('pending', 'expired') ${order}`,
  )
  const ofInviter = database.prepare<[string, number], Row>(
    `select * from invitation where inviter = ? ${order}`,
  )
  const all = database.prepare<[number], Row>(`select * from invitation ${order}`)
  const renew = database.prepare<[Instant, Instant, string]>(
    `update invitation set expires_at = ?, mail_due_at = ?, mail_attempts = 0, mail_problem = null
     where id = ? and state = 'pending' and claimed_by is null`,
  )
  const revoke = database.prepare<[Instant, string]>(
    `update invitation set state = 'revoked', ended_at = ?, mail_due_at = null
     where id = ? and state = 'pending' and claimed_by is null`,
  )
  const claim = database.prepare<[string, Instant, string]>(
    `update invitation set claimed_by = ?, claimed_at = ?, mail_due_at = null
     where id = ? and state = 'pending' and claimed_by is null`,
  )
  const release = database.prepare<[string]>(
    `update invitation set claimed_by = null, claimed_at = null where id = ? and state = 'pending'`,
  )
  const settle = database.prepare<[InvitationState, Instant, string]>(
    `update invitation set state = ?, ended_at = ? where id = ? and state = 'pending' and claimed_by is not null`,
  )
  const claimed = database.prepare<[], Row>(
    `select * from invitation where state = 'pending' and claimed_by is not null`,
  )
  const addToken = database.prepare<[string, string]>('insert into invitation_token values (?, ?)')
  const dueMails = database.prepare<[Instant, number], Row>(
    'select * from invitation where mail_due_at <= ? order by mail_due_at limit ?',
  )
  const nextMail = database.prepare<[], { at: Instant | null }>(
    'select min(mail_due_at) as at from invitation where mail_due_at is not null',
  )
  const putMail = database.prepare<
    [Instant | null, Instant | null, number, string | null, string, Instant]
  >(
    `update invitation set mail_due_at = ?, mail_sent_at = ifnull(?, mail_sent_at), mail_attempts = ?, mail_problem = ?
     where id = ? and mail_due_at = ?`,
  )

  return {
    /** Ends those whose time is over; every question asked of the rows comes after this. */
    expire: (now: Instant) => void expire.run(now),
    prune: (now: Instant) => void prune.run(now - keptMs),
    /** A new one, its mail due at once. Throws when the address has a pending one for the same room. */
    add({ id, room, email, by }: Pick<Invitation, 'id' | 'room' | 'email' | 'by'>, now: Instant) {
      add.run(id, room, email, by, now, now + lifeMs, now)
    },
    byId: (id: string) => invitationOf(byId.get(id)),
    byHash: (hash: string) => invitationOf(byHash.get(hash)),
    pending: (room: RoomId | null, email: string) => invitationOf(pending.get(email, room ?? '')),
    countPending: (inviter: PersonId) => countBy.get(inviter)?.pending ?? 0,
    /** Latest first. Of a room: those somebody can still do something about. */
    list(by: ListedBy, limit: number): Invitation[] {
      const rows =
        by === 'all'
          ? all.all(limit)
          : 'room' in by
            ? ofRoom.all(by.room, limit)
            : ofInviter.all(by.inviter, limit)
      return rows.flatMap((row) => invitationOf(row) ?? [])
    },
    /** Another seven days and another mail; false when it has ended or is being taken. */
    renew: (id: InvitationId, now: Instant) => renew.run(now + lifeMs, now, id).changes > 0,
    revoke: (id: InvitationId, now: Instant) => revoke.run(now, id).changes > 0,
    /** Takes it for one person; false when somebody did before or it has ended. */
    claim: (id: InvitationId, person: PersonId, now: Instant) =>
      claim.run(person, now, id).changes > 0,
    /** Gives it back: it could not be used just now. */
    release: (id: InvitationId) => void release.run(id),
    settle: (id: InvitationId, state: 'accepted' | 'lapsed', now: Instant) =>
      settle.run(state, now, id).changes > 0,
    /** Taken, but not settled: a crash fell between the two. */
    claimed: () => claimed.all().flatMap((row) => invitationOf(row) ?? []),
    addToken: (id: InvitationId, hash: string) => void addToken.run(hash, id),
    dueMails: (now: Instant, limit: number) =>
      dueMails.all(now, limit).flatMap((row) => invitationOf(row) ?? []),
    nextMailAt: () => nextMail.get()?.at ?? null,
    /** What became of the mail that was due at `dueAt`; one asked for meanwhile stays due. */
    putMail: (id: InvitationId, dueAt: Instant, mail: Delivery) =>
      void putMail.run(mail.dueAt, mail.sentAt, mail.attempts, mail.problem, id, dueAt),
  }
}

function invitationOf(row: Row | undefined): Invitation | null {
  if (!row) return null
  const { claimed_by: person, claimed_at: at } = row
  return {
    id: row.id,
    room: row.room,
    email: row.email,
    by: row.inviter,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    state: row.state,
    claim: person === null || at === null ? null : { person, at },
    mail: {
      sentAt: row.mail_sent_at,
      dueAt: row.mail_due_at,
      attempts: row.mail_attempts,
      problem: row.mail_problem,
    },
  }
}
