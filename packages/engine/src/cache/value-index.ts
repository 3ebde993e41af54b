import type { PersonalKind, SubjectOf, ValueOf } from '@parley/protocol'
import type { Changes } from '../apply/changes.ts'
import type { CachedValue } from '../store/port.ts'

/** A kind's values by subject. Another map whenever one of them changed. */
export type Values<K extends PersonalKind> = ReadonlyMap<SubjectOf<K>, ValueOf<K>>

/**
 * The person's values as of the last commit, a kind at a time: read from the cache when first asked for, so that a start does
 * not read what its first screen does not show (SPEC E3).
 */
export type ValueIndex = {
  of<K extends PersonalKind>(kind: K): Values<K>
  /** Gives back all that was known, as taken away. */
  forget(): CachedValue[]
  apply(changes: Changes): void
}

export function createValueIndex(read: (kind: PersonalKind) => CachedValue[]): ValueIndex {
  const kinds = new Map<PersonalKind, ReadonlyMap<string, unknown>>()
  return {
    of<K extends PersonalKind>(kind: K) {
      const known =
        kinds.get(kind) ?? new Map(read(kind).map(({ subject, value }) => [subject, value]))
      kinds.set(kind, known)
      // What came over the wire was parsed as this kind's subject and value.
      return known as Values<K>
    },
    forget() {
      const gone = [...kinds].flatMap(([kind, values]) =>
        [...values.keys()].map((subject) => ({ kind, subject, seq: 0, value: null })),
      )
      kinds.clear()
      return gone
    },
    apply({ values }) {
      for (const kind of new Set(values.map((value) => value.kind))) {
        const known = kinds.get(kind)
        if (!known) continue
        const next = new Map(known)
        for (const item of values) {
          if (item.kind !== kind) continue
          if (item.value === null) next.delete(item.subject)
          else next.set(item.subject, item.value)
        }
        kinds.set(kind, next)
      }
    },
  }
}
