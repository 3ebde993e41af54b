import type { NotReadReason, SkipReason } from './events.ts'
import type { SourceFile } from './source.ts'

const lists = {
  users: ['users.json', 'org_users.json'],
  channel: ['channels.json'],
  private: ['groups.json'],
  direct: ['dms.json'],
  'group-direct': ['mpims.json'],
} as const
type ListName = keyof typeof lists

/** Lists that say nothing about messages or people. */
const metadata = new Set([
  'canvases.json',
  'content_flags.json',
  'external_users.json',
  'file_conversations.json',
  'huddle_transcripts.json',
  'integration_logs.json',
  'lists.json',
])
const junk = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/
const dayName = /^\d{4}-\d{2}-\d{2}\.json$/

export type ExportLayout = {
  lists: { name: ListName; file: SourceFile }[]
  /** Folder name to its files: the day files in order of their days, then other JSON files. */
  rooms: Map<string, { file: SourceFile; isDay: boolean }[]>
  skipped: { file: SourceFile; reason: SkipReason }[]
  notRead: { file: SourceFile; reason: NotReadReason }[]
}

/** Says what each file is, by its place alone; null when nothing here looks like an export. */
export function layOut(files: readonly SourceFile[]): ExportLayout | null {
  const root = findRoot(files)
  if (root === null) return null
  const layout: ExportLayout = { lists: [], rooms: new Map(), skipped: [], notRead: [] }
  for (const file of files) place(file, root, layout)
  for (const days of layout.rooms.values()) days.sort(byDay)
  return layout
}

function place(file: SourceFile, root: string, layout: ExportLayout): void {
  if (junk.test(file.path)) return void layout.notRead.push({ file, reason: 'system-junk' })
  const isJson = file.path.toLowerCase().endsWith('.json')
  // A link or an unsafe name could stand for anything, so it counts whatever it is called.
  if (file.refused && (isJson || file.refused !== 'too-large'))
    return void layout.skipped.push({ file, reason: file.refused })
  if (!isJson) return void layout.notRead.push({ file, reason: 'not-json' })
  const parts = file.path.startsWith(root) ? file.path.slice(root.length).split('/') : []
  const [first = '', second] = parts
  const list = listNames.get(first)
  const isDay = dayName.test(parts.at(-1) ?? '')
  if (parts.length === 1 && list) layout.lists.push({ name: list, file })
  else if (parts.length === 1 && metadata.has(first))
    layout.notRead.push({ file, reason: 'metadata' })
  else if (parts.length !== 2 || second === undefined)
    layout.skipped.push({ file, reason: 'outside-a-room' })
  else {
    const name = first.normalize('NFC')
    const files = layout.rooms.get(name)
    if (files) files.push({ file, isDay })
    else layout.rooms.set(name, [{ file, isDay }])
  }
}

const listNames = new Map<string, ListName>(
  (Object.keys(lists) as ListName[]).flatMap((name) =>
    lists[name].map((file): [string, ListName] => [file, name]),
  ),
)

/** The folder that holds the lists, else the one whose folders hold day files; the one nearest the top. */
function findRoot(files: readonly SourceFile[]): string | null {
  const usable = files.filter(({ path, refused }) => !refused && !junk.test(path))
  const byList = usable
    .filter(({ path }) => listNames.has(lastPart(path)))
    .map(({ path }) => folderOf(path))
  const byDays = usable
    .filter(({ path }) => dayName.test(lastPart(path)) && path.includes('/'))
    .map(({ path }) => folderOf(folderOf(path).slice(0, -1)))
  const nearest = (roots: string[]) =>
    roots.reduce<string | null>(
      (best, root) => (best === null || depth(root) < depth(best) ? root : best),
      null,
    )
  return nearest(byList) ?? nearest(byDays)
}

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)
const depth = (root: string) => root.split('/').length

type RoomFile = { file: SourceFile; isDay: boolean }
function byDay(a: RoomFile, b: RoomFile): number {
  if (a.isDay !== b.isDay) return a.isDay ? -1 : 1
  return a.file.path < b.file.path ? -1 : 1
}
