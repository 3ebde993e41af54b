export const first = [
  `create table owner (
    one integer primary key check (one = 1),
    person text not null,
    device text,
    last_order integer not null,
    cache_damaged integer not null
  ) strict`,
  `create table commands (
    id text primary key not null,
    lane text not null,
    place integer not null,
    body text not null,
    after text not null,
    queued_at integer not null,
    state text not null,
    seq integer,
    code text
  ) strict`,
  `create table drafts (
    room text primary key not null,
    text text not null,
    reply_to text,
    updated_at integer not null
  ) strict`,
]
