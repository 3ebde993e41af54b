import { first as firstCache } from './cache/0001-first.ts'
import { pins } from './cache/0002-pins.ts'
import { personalValues } from './cache/0003-personal-values.ts'
import { profiles } from './cache/0004-profiles.ts'
import { first as firstOutbox } from './outbox/0001-first.ts'
import { kept } from './outbox/0002-kept.ts'
import type { Migration } from './migrate.ts'

/** Every step of each file's shape, oldest first. A step that was released never changes again: add the next one. */
export const migrations: Record<'cache' | 'outbox', readonly Migration[]> = {
  cache: [firstCache, pins, personalValues, profiles],
  outbox: [firstOutbox, kept],
}
