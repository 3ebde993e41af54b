export const first = [
  `create table meta (
    one integer primary key check (one = 1),
    person text not null,
    lineage text,
    personal_cursor integer not null
  ) strict`,
  `create table names (key integer primary key, id text not null unique) strict`,
  `create table rooms (
    key integer primary key,
    id text not null,
    epoch integer not null,
    kind text,
    title text,
    topic text,
    contract_title text,
    contract_status text,
    created_at integer,
    created_by text,
    cursor_seq integer,
    cursor_id text,
    last_at integer not null,
    mark_up_to integer not null,
    mark_unread_at integer,
    mark_version integer not null,
    favourite integer not null,
    own_last_post integer not null,
    unread integer not null,
    mentions integer not null,
    preview_item text,
    preview_by text,
    preview_at integer,
    preview_text text,
    preview_deleted integer
  ) strict`,
  `create table people (
    key integer primary key,
    id text not null,
    handle text not null,
    name text not null,
    kind text not null,
    time_zone text
  ) strict`,
  `create index people_id on people (id)`,
  `create table members (
    room integer not null,
    position integer not null,
    person integer not null,
    role text not null,
    epoch integer not null,
    left_at integer,
    primary key (room, position)
  ) strict, without rowid`,
  `create index members_person on members (person, left_at)`,
  `create table items (
    room integer not null,
    seq integer not null,
    id text not null,
    at integer not null,
    author integer not null,
    text text,
    deleted_at integer,
    mentions text,
    more text,
    primary key (room, seq)
  ) strict, without rowid`,
  `create unique index items_id on items (room, id)`,
  `create index items_unread on items (room, seq, author, mentions)
    where text is not null and deleted_at is null`,
  `create table ranges (
    room integer not null,
    after integer not null,
    up_to integer not null,
    primary key (room, after)
  ) strict, without rowid`,
  `create table holes (
    room integer not null,
    after integer not null,
    up_to integer not null,
    unread integer not null,
    mentions integer not null,
    primary key (room, after)
  ) strict, without rowid`,
  `create table stubs (
    room integer not null,
    id text not null,
    changed_seq integer not null,
    primary key (room, id)
  ) strict, without rowid`,
]
