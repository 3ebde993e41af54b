/** A mail to one address. `text` stands by itself; `html` says the same. Neither holds anything that is loaded from elsewhere. */
export type Mail = { to: string; subject: string; text: string; html: string }

/**
 * How handing a mail over ended. `final`: the same mail to the same address will not be taken later either. `sentence` says
 * why to whoever asked for the mail, and holds no address, password or foreign words.
 */
export type Sent = { kind: 'sent' } | { kind: 'not-sent'; sentence: string; final: boolean }

/** Where mails go. `sent` means that they are out of our hands: on disk in a folder, or taken by a mail server. */
export type Mailer = {
  /** `files`: nobody receives them, they lie in the data folder. */
  kind: 'files' | 'smtp'
  send(mail: Mail): Promise<Sent>
  close(): void
}
