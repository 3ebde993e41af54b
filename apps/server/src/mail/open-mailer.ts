import { join } from 'node:path'
import { createEmlFolder } from './eml-folder.ts'
import type { Mailer } from './port.ts'
import { createSmtp } from './smtp.ts'

/** How a server sends mail, as whoever runs it decided. */
export type MailSettings = {
  /** Null: mails become files in the data folder. */
  smtpUrl: string | null
  /** What stands as sender; null: `Parley <parley@…>` under the name people open the server by. */
  from: string | null
}

export function openMailer(
  settings: MailSettings,
  at: { data: string; url: string; now(): number; newName(): string },
): Mailer {
  const { hostname } = new URL(at.url)
  const from = settings.from ?? `Parley <parley@${hostname}>`
  if (settings.smtpUrl !== null) return createSmtp({ url: settings.smtpUrl, from })
  return createEmlFolder({ folder: join(at.data, 'mail'), from, now: at.now, newName: at.newName })
}
