import type { Instant } from '@parley/protocol'
import { mailOf, plainWords } from '../mail/letter.ts'
import type { Mail } from '../mail/port.ts'

/** What an invitation's mail says. `room`: its title, null for none. `url`: where the server is. */
export type InvitationWords = {
  email: string
  inviter: string
  room: string | null
  url: string
  token: string
  expiresAt: Instant
}

export function invitationMail(words: InvitationWords): Mail {
  const { email, url, token } = words
  const inviter = plainWords(words.inviter)
  const room = words.room === null ? null : plainWords(words.room)
  const { host } = new URL(url)
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  return mailOf(
    {
      subject:
        room === null
          ? `${inviter} invites you to Parley`
          : `${inviter} invites you to “${room}” on Parley`,
      before: [
        room === null
          ? `${inviter} invites you to Parley at ${host}.`
          : `${inviter} invites you to the room “${room}” on Parley at ${host}.`,
        'Parley is where clients and the people they hire talk. You need nothing but a browser.',
      ],
      link: { words: 'Accept the invitation', address: `${url}/invite/${token}` },
      after: [
        `The link is for ${email} alone. It works once, until ${until.format(words.expiresAt)}.`,
        `If you do not know ${inviter}, leave this mail alone: nothing happens, and nobody learns that you got it.`,
      ],
    },
    email,
  )
}
