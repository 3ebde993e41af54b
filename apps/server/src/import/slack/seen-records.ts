import { hash } from 'node:crypto'

const digestBits = 29

/**
 * The times of one room's records, to tell repeats from different records with one time, and replies whose first
 * message is there from those whose is not. About 40 bytes a record, freed with the room: a time and one small integer,
 * never a text.
 */
export class SeenRecords {
  /** Digest of the first record with that time, shifted by one; the lowest bit says it can be replied to. */
  readonly #first = new Map<number, number>()
  readonly #further = new Map<number, number[]>()

  /** The how-manieth record of that time this is, or null when the very same record was here before. */
  add(micros: number, record: unknown): number | null {
    const digest = shortDigest(record)
    const first = this.#first.get(micros)
    if (first === undefined) {
      this.#first.set(micros, digest << 1)
      return 0
    }
    const further = this.#further.get(micros) ?? []
    if (first >> 1 === digest || further.includes(digest)) return null
    further.push(digest)
    this.#further.set(micros, further)
    return further.length
  }

  markAnswerable(micros: number): void {
    const first = this.#first.get(micros)
    if (first !== undefined) this.#first.set(micros, first | 1)
  }

  canAnswer(micros: number): boolean {
    return ((this.#first.get(micros) ?? 0) & 1) === 1
  }
}

/** Short enough that digest and flag stay one small integer; only records of one and the same time are compared. */
function shortDigest(record: unknown): number {
  return (
    Number.parseInt(hash('sha256', JSON.stringify(record), 'hex').slice(0, 8), 16) >>>
    (32 - digestBits)
  )
}
