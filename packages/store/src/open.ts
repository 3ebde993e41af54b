import type { EngineStore } from '@parley/engine'
import type { PersonId } from '@parley/protocol'
import { openCache, type OpenCache } from './cache/cache.ts'
import { faultOf, type Driver } from './driver.ts'
import { migrations } from './migrations/index.ts'
import { migrate, versionOf } from './migrations/migrate.ts'
import { openOutbox, nothing, type OpenOutbox, type Salvaged } from './outbox/outbox.ts'
import { salvage } from './outbox/salvage.ts'

/** The two files: what may be thrown away, and what exists nowhere else. */
export type Role = 'cache' | 'outbox'

/** Where one person's files are. All throw what SQLite or the system throws. */
export type Files = {
  /** The files of this role, as `ROLE-N`: the one with the highest N is in use, the others were set aside. */
  numbers(role: Role): number[]
  /** Opens or creates. `damaged`: to read what is left of it, whatever SQLite thinks of it. */
  open(role: Role, number: number, how: 'whole' | 'damaged'): Driver
  remove(role: Role, number: number): void
}

/**
 * How a file was met. `rebuilt`: a damaged cache was set aside and an empty one begun. `salvaged`: so was a damaged outbox, and
 * `rows` of its commands and drafts were carried over.
 */
export type Found =
  | { kind: 'new' }
  | { kind: 'kept' }
  | { kind: 'rebuilt' }
  | { kind: 'salvaged'; rows: number }

export type OpenedStore =
  | { kind: 'open'; store: EngineStore; cache: Found; outbox: Found }
  /** A newer build wrote this file: this build must not touch it. */
  | { kind: 'newer'; file: Role; version: number }
  /** Another process, or another tab, holds the files. */
  | { kind: 'locked' }

type Met =
  | { kind: 'whole'; driver: Driver }
  | { kind: 'damaged' }
  | { kind: 'newer'; version: number }
  | { kind: 'locked' }

/** What both entries take beside where the files are. */
export type StoreOptions = {
  person: PersonId
  /** Hears when a transaction of the cache met damage, after it threw: close the store and open it again to have it mended. */
  onDamage?: () => void
}

/** Opens both files of `person`, whatever state they are in; never throws for what is wrong inside a file (P-6). */
export function openStore(files: Files, options: StoreOptions): OpenedStore {
  const { person, onDamage = () => {} } = options
  const outbox = openOutboxFile(files, person)
  if (outbox.kind !== 'open') return outbox
  const cache = openCacheFile({ files, person, outbox: outbox.outbox, onDamage })
  if (cache.kind !== 'open') {
    outbox.outbox.close()
    return cache
  }
  const store = { cache: cache.cache, outbox: outbox.outbox }
  return { kind: 'open', store, cache: cache.found, outbox: outbox.found }
}

type Refused = Exclude<OpenedStore, { kind: 'open' }>

function openOutboxFile(
  files: Files,
  person: PersonId,
): Refused | { kind: 'open'; outbox: OpenOutbox; found: Found } {
  const [latest = 0, former = 0] = files.numbers('outbox').toSorted((a, b) => b - a)
  const begin = (number: number, from: number): ReturnType<typeof openOutboxFile> => {
    const met = meet(files, 'outbox', number)
    if (met.kind !== 'whole') return refusal('outbox', met)
    const rest = from === 0 ? nothing : salvaged(files, from)
    const outbox = openOutbox(met.driver)
    outbox.found(person, rest)
    const rows = rest.rows.length + rest.drafts.length
    return {
      kind: 'open',
      outbox,
      found: from === 0 ? { kind: 'new' } : { kind: 'salvaged', rows },
    }
  }
  if (latest === 0) return begin(1, 0)
  const met = meet(files, 'outbox', latest)
  if (met.kind === 'damaged') return begin(latest + 1, latest)
  if (met.kind !== 'whole') return refusal('outbox', met)
  const outbox = openOutbox(met.driver)
  if (outbox.owner?.person === person) return { kind: 'open', outbox, found: { kind: 'kept' } }
  const unfinished = outbox.owner === null
  outbox.close()
  // A crash between creating a file and founding it: nothing was ever in it. What it was to replace is still there.
  if (unfinished) return begin(latest, former)
  // Another person's: theirs stays as it is, and nothing of it goes out under this name.
  return begin(latest + 1, 0)
}

function salvaged(files: Files, number: number): Salvaged {
  try {
    const driver = files.open('outbox', number, 'damaged')
    try {
      return salvage(driver)
    } finally {
      driver.close()
    }
  } catch {
    return nothing
  }
}

function openCacheFile(deps: {
  files: Files
  person: PersonId
  outbox: OpenOutbox
  onDamage(): void
}): Refused | { kind: 'open'; cache: OpenCache; found: Found } {
  const { files, person, outbox } = deps
  const [latest = 0, ...older] = files.numbers('cache').toSorted((a, b) => b - a)
  const onDamage = () => {
    outbox.markCache(true)
    deps.onDamage()
  }
  const begin = (number: number, found: Found): ReturnType<typeof openCacheFile> => {
    const met = meet(files, 'cache', number)
    if (met.kind !== 'whole') return refusal('cache', met)
    const cache = openCache(met.driver, onDamage)
    cache.reset({ person, lineage: null, personalCursor: 0, profile: null })
    outbox.markCache(false)
    return { kind: 'open', cache, found }
  }
  if (latest === 0) return begin(1, { kind: 'new' })
  const known = outbox.owner?.cacheDamaged === true
  const met = known ? { kind: 'damaged' as const } : meet(files, 'cache', latest)
  if (met.kind === 'whole') {
    const cache = openCache(met.driver, onDamage)
    if (cache.person === person) return { kind: 'open', cache, found: { kind: 'kept' } }
    cache.close()
    if (cache.person === null) return begin(latest, { kind: 'new' })
  } else if (met.kind !== 'damaged') return refusal('cache', met)
  // One set aside is enough to look into; more would fill the disk with what the server has anyway.
  for (const number of older) files.remove('cache', number)
  return begin(latest + 1, { kind: 'rebuilt' })
}

function refusal(file: Role, met: Exclude<Met, { kind: 'whole' }>): Refused {
  if (met.kind === 'newer') return { kind: 'newer', file, version: met.version }
  if (met.kind === 'locked') return { kind: 'locked' }
  throw new Error(`a fresh ${file} file came out damaged`)
}

/** Opens a file, brings it up to date and looks whether it is sound. */
function meet(files: Files, role: Role, number: number): Met {
  let driver: Driver | null = null
  try {
    driver = files.open(role, number, 'whole')
    const version = versionOf(driver)
    if (version > migrations[role].length) {
      driver.close()
      return { kind: 'newer', version }
    }
    migrate(driver, migrations[role])
    if (isSound(driver, role)) return { kind: 'whole', driver }
    driver.close()
    return { kind: 'damaged' }
  } catch (error) {
    driver?.close()
    const fault = faultOf(error)
    if (fault === 'damaged' || fault === 'locked') return { kind: fault }
    throw error
  }
}

/**
 * The outbox is small and read whole. A cache of a million rows is not: its first and last pages are looked at, the rest
 * shows when it is read (and is then marked, see `onDamage`).
 */
function isSound(driver: Driver, role: Role): boolean {
  if (role === 'outbox') {
    const row = driver.prepare('pragma integrity_check(1)').raw().get()
    return Array.isArray(row) && row[0] === 'ok'
  }
  driver.prepare('select room from items order by room desc, seq desc limit 1').get()
  driver.prepare('select count(*) from meta').get()
  return true
}
