import type { CommandId, Person, PersonId } from '@parley/protocol'
import { limits } from '@parley/protocol'
import type { Reads } from '../../store/port.ts'
import type { ExportPerson } from './events.ts'
import { stableId } from './ids.ts'
import type { ChooseHandle } from './people.ts'
import type { Order } from './write-batch.ts'

/** The export's people as they stand on this server, by Slack's keys. */
export class ImportedPeople {
  readonly #read: Pick<Reads, 'person' | 'findPerson'>
  readonly #people = new Map<string, Person>()
  /** By person: given out in this run and perhaps not yet stored. The export is read twice. */
  readonly #handles = new Map<string, string>()
  readonly #given = new Set<string>()

  constructor(read: Pick<Reads, 'person' | 'findPerson'>) {
    this.#read = read
  }

  /** Keeps the handle of who was imported before; anyone else gets one that nobody on this server has. */
  readonly chooseHandle: ChooseHandle = ({ id }, wanted) => {
    const known = this.#handles.get(id) ?? this.#read.person(id as PersonId)?.handle
    const handle = known ?? this.#free(wanted)
    this.#handles.set(id, handle)
    this.#given.add(handle)
    return handle
  }

  /** What has to be stored for a person, or null when they came with an earlier import and stay as they are now. */
  take(told: ExportPerson): Order | null {
    const known = this.#read.person(told.id)
    const person = known ?? personOf(told)
    this.#people.set(told.key, person)
    if (known) return null
    const id = stableId('person.put', person.id) as CommandId
    // No address: whoever signs up with it must find it free. Claiming goes by the handle.
    return { id, by: person.id, body: { kind: 'person.put', person, email: null } }
  }

  of(key: string): Person {
    const person = this.#people.get(key)
    if (!person) throw new Error(`the reader named ${key} before announcing them`)
    return person
  }

  #free(wanted: string): string {
    for (let count = 1; ; count += 1) {
      const suffix = count === 1 ? '' : `-${count}`
      const stem = wanted.slice(0, limits.handleChars - suffix.length)
      const handle =
        suffix === '' ? stem : `${stem.replace(/[\ud800-\udbff]$|[._-]+$/gu, '')}${suffix}`
      if (!this.#given.has(handle) && !this.#read.findPerson(handle)) return handle
    }
  }
}

function personOf({ id, handle, name, bot, timeZone }: ExportPerson): Person {
  const fits = timeZone !== null && timeZone.length <= 64
  return {
    id,
    handle,
    name,
    kind: bot ? 'bot' : 'imported',
    timeZone: fits ? timeZone : null,
    photo: null,
    status: null,
  }
}
