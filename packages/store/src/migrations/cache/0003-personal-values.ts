/** Every kind of personal value in one table, favourites among them; and where in its room a preview's message stands. */
export const personalValues = [
  `create table personal_values (
    kind text not null,
    subject text not null,
    seq integer not null,
    value text not null,
    primary key (kind, subject)
  ) strict, without rowid`,
  `insert into personal_values (kind, subject, seq, value)
    select 'favourite', id, 0, 'true' from rooms where favourite = 1`,
  `alter table rooms drop column favourite`,
  `alter table rooms add column preview_seq integer`,
  `update rooms set preview_seq =
    (select seq from items where items.room = rooms.key and items.id = rooms.preview_item)`,
]
