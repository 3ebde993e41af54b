import type { NoticeItem, Person, PersonId } from '@parley/protocol'

const list = new Intl.ListFormat('en')

/** What happened in a room, as a sentence. `nameOf` gives "You" for the reader. */
export function noticeText(item: NoticeItem, nameOf: (person: PersonId) => string): string {
  const who = nameOf(item.by)
  const { body } = item
  const names = (people: readonly Person[]) =>
    list.format(people.map((person) => nameOf(person.id)))
  switch (body.kind) {
    case 'room.created':
      if (body.roomKind === 'direct') return `${who} started this conversation`
      return body.contractTitle === null
        ? `${who} made this room`
        : `${who} made this room for the contract “${body.contractTitle}”`
    case 'room.changed': {
      const changes = [
        ...(body.title === null ? [] : [`renamed the room to “${body.title}”`]),
        ...(body.topic === null
          ? []
          : [body.topic === '' ? 'cleared the topic' : `set the topic to “${body.topic}”`]),
      ]
      return `${who} ${list.format(changes)}`
    }
    case 'contract.started':
      return `${who} started the contract “${body.title}”`
    case 'contract.ended':
      return `${who} ended the contract`
    case 'member.joined': {
      const people = body.members.map((member) => member.person)
      const alone = people.length === 1 && people[0]?.id === item.by
      return alone ? `${who} joined` : `${who} added ${inSentence(names(people))}`
    }
    case 'member.left':
      return body.person === item.by
        ? `${who} left`
        : `${who} removed ${inSentence(nameOf(body.person))}`
    case 'role.changed': {
      const owner = body.changes.find((change) => change.role === 'owner')
      if (owner) return `${who} handed the room over to ${inSentence(nameOf(owner.person))}`
      const [change] = body.changes
      if (change === undefined) return `${who} changed a role`
      const what = change.role === 'admin' ? 'an admin' : 'a member'
      return `${who} made ${inSentence(nameOf(change.person))} ${what}`
    }
    case 'pin.changed':
      return `${who} ${body.on ? 'pinned' : 'unpinned'} a message`
    case 'person.changed':
      return `${body.formerly ?? who} is now called ${body.person.name}`
  }
}

const inSentence = (name: string) => (name === 'You' ? 'you' : name)
