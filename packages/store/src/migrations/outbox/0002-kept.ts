export const kept = [
  `create table kept (
    id text primary key not null,
    room text not null,
    text text not null,
    reply_to text,
    at integer not null,
    seq integer not null
  ) strict`,
]
