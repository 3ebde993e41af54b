import type { Migration } from './migrate.ts'

/** A file that grew and moved its rows, so that the tests have older versions to open from the first day on. */
export const threeSteps: readonly Migration[] = [
  [
    'create table notes (id integer primary key, text text not null) strict',
    `insert into notes (text) values ('one'), ('two')`,
  ],
  [
    'alter table notes add column size integer not null default 0',
    'update notes set size = length(text)',
  ],
  [
    'create table pages (id integer primary key, text text not null, size integer not null) strict',
    'insert into pages select id, text, size from notes',
    'drop table notes',
    'create index pages_size on pages (size)',
  ],
]
