import type { FileId, Member, Person, PersonId, Role } from '@parley/protocol'
import type { Session } from '../session.ts'

/** Members of rooms, and the profiles under which the rooms know them. */
export type Members = {
  of(room: number): Member[]
  put(room: number, members: Member[]): void
  drop(room: number): void
  people(): Person[]
  person(id: PersonId): Person | null
  forget(): void
}

type PersonRow = [
  id: PersonId,
  handle: string,
  name: string,
  kind: Person['kind'],
  timeZone: string | null,
  photo: FileId | null,
  status: string | null,
]
type MemberRow = [role: Role, epoch: number, left: number | null, ...PersonRow]

const profile = 'p.id, p.handle, p.name, p.kind, p.time_zone, p.photo, p.status'
const personOf = ([id, handle, name, kind, timeZone, photo, status]: PersonRow): Person => ({
  id,
  handle,
  name,
  kind,
  timeZone,
  photo,
  // Our own JSON, written below.
  status: status === null ? null : (JSON.parse(status) as Person['status']),
})
const rowOf = ({ id, handle, name, kind, timeZone, photo, status }: Person): PersonRow => [
  id,
  handle,
  name,
  kind,
  timeZone,
  photo,
  status && JSON.stringify(status),
]

export function createMembers(session: Session): Members {
  // A room's members change seldom, its row with every message: members that come back as the very array that was last read
  // or written are not written again, nor read.
  const known = new Map<number, Member[]>()

  const select = session.rows(
    `select m.role, m.epoch, m.left_at, ${profile} from members m
      join people p on p.key = m.person where m.room = ? order by m.position`,
  )
  // Whoever is in a room now is known by today's profile. Who left all of them may be known by several, of which nothing says
  // which is the later: the same one is taken whatever order the rooms came in.
  const current = `exists (select 1 from members m where m.person = p.key and m.left_at is null)`
  const rank = `${current}, iif(${current}, p.key, 0), p.handle, p.name, p.key`
  const everyone = session.rows(`select ${profile} from people p order by ${rank}`)
  const byId = session.rows(
    `select * from (select ${profile}, row_number() over (order by ${rank}) as place from people p
      where p.id = ?) order by place desc limit 1`,
  )
  const find = session.rows(
    `select key from people where id = ? and handle = ? and name = ? and kind = ? and time_zone is ?
      and photo is ? and status is ?`,
  )
  const insertPerson = session.rows(
    `insert into people (id, handle, name, kind, time_zone, photo, status)
      values (?, ?, ?, ?, ?, ?, ?) returning key`,
  )
  const insert = session.writes(
    'insert into members (room, position, person, role, epoch, left_at) values (?, ?, ?, ?, ?, ?)',
  )
  const profilesOf = session.rows('select person from members where room = ?')
  const remove = session.writes('delete from members where room = ?')
  const removeUnused = session.writes(
    'delete from people where key = ? and not exists (select 1 from members where person = people.key)',
  )

  const profileOf = (person: Person): number => {
    const row = rowOf(person)
    const [key] = (find().get(...row) ?? insertPerson().get(...row)) as [number]
    return key
  }
  const replace = (room: number, members: readonly Member[]) => {
    const former = (profilesOf().all(room) as [number][]).map(([key]) => key)
    remove().run(room)
    const used = new Set<number>()
    for (const [position, { person, role, epoch, left }] of members.entries()) {
      const key = profileOf(person)
      used.add(key)
      insert().run(room, position, key, role, epoch, left)
    }
    for (const key of former) if (!used.has(key)) removeUnused().run(key)
  }

  return {
    of(room) {
      const read = known.get(room)
      if (read) return read
      const rows = select().all(room) as MemberRow[]
      const members = rows.map(([role, epoch, left, ...person]): Member => ({
        person: personOf(person),
        role,
        epoch,
        left,
      }))
      known.set(room, members)
      return members
    },
    put(room, members) {
      if (known.get(room) === members) return
      replace(room, members)
      known.set(room, members)
    },
    drop(room) {
      replace(room, [])
      known.delete(room)
    },
    people() {
      const rows = everyone().all() as PersonRow[]
      return [...new Map(rows.map((row) => [row[0], personOf(row)])).values()]
    },
    person(id) {
      const row = byId().get(id)
      return row ? personOf(row as PersonRow) : null
    },
    forget: () => known.clear(),
  }
}
