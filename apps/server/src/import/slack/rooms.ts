import type { ExportRoom } from './events.ts'
import type { SlackRoom } from './export-schema.ts'
import { roomId } from './ids.ts'
import { readTime } from './slack-time.ts'

export type ListedRoom = { kind: ExportRoom['kind']; room: SlackRoom }

/** Joins the lists of rooms with the folders of messages: each listed room and each folder is exactly one room. */
export class Rooms {
  readonly #workspace: string
  readonly #byFolder = new Map<string, ListedRoom>()
  readonly #names = new Map<string, string>()
  readonly #listed: readonly ListedRoom[]

  constructor(workspace: string, listed: readonly ListedRoom[], folders: Iterable<string>) {
    this.#workspace = workspace
    const known = new Set<string>()
    this.#listed = listed.filter(({ room }) => !known.has(room.id) && known.add(room.id))
    for (const { room } of this.#listed) if (room.name) this.#names.set(room.id, room.name)
    const byName = new Map<string, ListedRoom>()
    for (const one of this.#listed) {
      // Folders are called after a channel's name, or its id (direct rooms). The first room of a name has its folder.
      const name = one.room.name?.normalize('NFC')
      if (name && !byName.has(name)) byName.set(name, one)
    }
    const byId = new Map(this.#listed.map((one) => [one.room.id, one]))
    for (const folder of folders) {
      const one = byName.get(folder) ?? byId.get(folder)
      if (one) this.#byFolder.set(folder, one)
    }
  }

  name(roomKey: string): string | undefined {
    return this.#names.get(roomKey)
  }

  ofFolder(folder: string): ExportRoom {
    const listed = this.#byFolder.get(folder)
    return listed ? this.#describe(listed) : this.#unlisted(folder)
  }

  withoutFolder(): ExportRoom[] {
    const used = new Set([...this.#byFolder.values()].map(({ room }) => room.id))
    return this.#listed.filter(({ room }) => !used.has(room.id)).map((one) => this.#describe(one))
  }

  #describe({ kind, room }: ListedRoom): ExportRoom {
    return {
      type: 'room',
      key: room.id,
      id: roomId(this.#workspace, room.id),
      kind,
      name: room.name || room.id,
      topic: room.topic?.value ?? '',
      purpose: room.purpose?.value ?? '',
      archived: room.is_archived === true,
      createdAt: readTime(room.created)?.at ?? null,
      creatorKey: room.creator ?? null,
      memberKeys: [...new Set(room.members)],
      listed: true,
    }
  }

  #unlisted(folder: string): ExportRoom {
    const key = `folder:${folder}`
    return {
      type: 'room',
      key,
      id: roomId(this.#workspace, key),
      kind: kindOfFolder(folder),
      name: folder,
      topic: '',
      purpose: '',
      archived: false,
      createdAt: null,
      creatorKey: null,
      memberKeys: [],
      listed: false,
    }
  }
}

/** Slack's own naming tells the kind where the list is missing. Unknown ones count as private, the safe side. */
function kindOfFolder(folder: string): ExportRoom['kind'] {
  if (/^D[A-Z0-9]{7,}$/.test(folder)) return 'direct'
  if (folder.startsWith('mpdm-')) return 'group-direct'
  return 'private'
}
