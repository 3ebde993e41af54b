import type { ExportLayout } from './export-layout.ts'
import { roomSchema, userSchema } from './export-schema.ts'
import type { SlackUser } from './export-schema.ts'
import { parseJson } from './json.ts'
import type { ListedRoom } from './rooms.ts'
import type { ExportSource } from './source.ts'

export type ExportLists = {
  users: SlackUser[]
  rooms: ListedRoom[]
  entriesWithoutId: number
  broken: string[]
}

/** users.json, channels.json and the like; a list that cannot be read is named and the import goes on without it. */
export async function readLists(source: ExportSource, layout: ExportLayout): Promise<ExportLists> {
  const found: ExportLists = { users: [], rooms: [], entriesWithoutId: 0, broken: [] }
  for (const { name, file } of layout.lists) {
    const read = await source.read(file)
    const list = read.ok ? parseJson(read.text) : undefined
    if (!Array.isArray(list)) {
      found.broken.push(file.path)
      continue
    }
    for (const entry of list as unknown[]) {
      const user = name === 'users' ? userSchema.safeParse(entry) : null
      const room = name === 'users' ? null : roomSchema.safeParse(entry)
      if (user?.success) found.users.push(user.data)
      else if (room?.success && name !== 'users') found.rooms.push({ kind: name, room: room.data })
      else found.entriesWithoutId++
    }
  }
  return found
}

/**
 * What makes ids of this workspace differ from those of another: its team id (the owner's, else the commonest, since
 * guests bring their own), else the lowest id it uses, which later people and channels leave alone.
 */
export function workspaceKey({ users, rooms }: ExportLists): string {
  const owner = users.find((user) => user.is_primary_owner && user.team_id)?.team_id
  if (owner !== undefined) return owner
  const counts = new Map<string, number>()
  for (const { team_id: team } of users)
    if (team !== undefined) counts.set(team, (counts.get(team) ?? 0) + 1)
  const [commonest] = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  if (commonest) return commonest[0]
  const lowest = (ids: string[]) =>
    ids.reduce<string | null>((low, id) => (low === null || id < low ? id : low), null)
  return lowest(users.map(({ id }) => id)) ?? lowest(rooms.map(({ room }) => room.id)) ?? 'unknown'
}
