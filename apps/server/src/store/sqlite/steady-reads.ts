import type { Reads } from '../port.ts'

/** Reads that can be kept while the file is opened anew: each goes to the connection there is then. */
export function steadyReads(current: () => Reads): Reads {
  return {
    room: (room) => current().room(room),
    head: (room) => current().head(room),
    heads: (person) => current().heads(person),
    isMember: (room, person) => current().isMember(room, person),
    entryIdAt: (room, seq) => current().entryIdAt(room, seq),
    entryTexts: (room, after, limit) => current().entryTexts(room, after, limit),
    items: (room, edge, direction, limit) => current().items(room, edge, direction, limit),
    changedItems: (room, after, from, limit) => current().changedItems(room, after, from, limit),
    itemsById: (room, ids) => current().itemsById(room, ids),
    versions: (room, message, before, limit) => current().versions(room, message, before, limit),
    unread: (room, person, below) => current().unread(room, person, below),
    ownLastPost: (room, person, below) => current().ownLastPost(room, person, below),
    personalHead: (person) => current().personalHead(person),
    personalItems: (person, after, limit) => current().personalItems(person, after, limit),
    mark: (person, room) => current().mark(person, room),
    person: (id) => current().person(id),
    findPerson: (query) => current().findPerson(query),
    countPeople: () => current().countPeople(),
    due: (until, limit) => current().due(until, limit),
    file: (id) => current().file(id),
    usedHashes: (hashes) => current().usedHashes(hashes),
    unusedFiles: (before, limit) => current().unusedFiles(before, limit),
  }
}
