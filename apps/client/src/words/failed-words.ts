import { toPlainText } from '@parley/markup'
import type { CommandBody, CommandOf, PersonId } from '@parley/protocol'

const list = new Intl.ListFormat('en')

/** What was tried, in words: a message's text, else what it would have done. */
export function whatFailed(body: CommandBody, nameOf: (person: PersonId) => string): string {
  switch (body.kind) {
    case 'message.post':
      return toPlainText(body.text)
    case 'message.forward':
      return body.text === '' ? 'Forward a message' : `Forward a message: ${toPlainText(body.text)}`
    case 'pin.change':
      return body.on ? 'Pin a message' : 'Unpin a message'
    case 'message.edit':
      return `Change a message to: ${toPlainText(body.text)}`
    case 'message.delete':
      return 'Delete a message'
    case 'reaction.change':
      return body.on ? `React with ${body.emoji}` : `Take back ${body.emoji}`
    case 'room.create':
      return body.roomKind === 'direct' ? 'Start a conversation' : `Make the room “${body.title}”`
    case 'room.change':
      return 'Change the title or topic'
    case 'contract.start':
      return `Start the contract “${body.title}”`
    case 'contract.end':
      return 'End the contract'
    case 'member.invite':
      return `Invite ${list.format(body.people.map(nameOf))}`
    case 'member.leave':
      return 'Leave the room'
    case 'member.remove':
      return `Remove ${nameOf(body.person)}`
    case 'member.role':
      return `Make ${nameOf(body.person)} ${body.role === 'member' ? 'a member' : `an ${body.role}`}`
    case 'profile.change':
      return 'Change your profile'
    case 'read.mark':
      return 'Mark as read'
    case 'read.unmark':
      return 'Mark as unread'
    case 'favourite.change':
      return body.on ? 'Add to favourites' : 'Remove from favourites'
    case 'archived.change':
      return body.on ? 'Archive the room' : 'Take the room out of the archive'
    case 'hidden.change':
      return body.upTo === null ? 'Show the conversation' : 'Hide the conversation'
    case 'saved.change':
      if (!body.on) return 'Remove a message from the saved ones'
      return body.remindAt === null ? 'Save a message for later' : 'Set a reminder for a message'
    case 'schedule.change':
      return `Send later: ${toPlainText(body.text)}`
    case 'schedule.cancel':
      return 'Take back a scheduled message'
    case 'block.change':
      return body.name === null ? `Unblock ${nameOf(body.person)}` : `Block ${body.name}`
    case 'setting.change':
      return 'Change a setting'
  }
}

export function isText(body: CommandBody): body is CommandOf<'message.post' | 'message.edit'> {
  return body.kind === 'message.post' || body.kind === 'message.edit'
}
