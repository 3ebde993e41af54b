import type { SendMailOptions } from 'nodemailer'
import type { Mail } from './port.ts'

/** What nodemailer makes the MIME text from. No file or address named in a mail is ever read for it. */
export function messageOf({ to, subject, text, html }: Mail, from: string): SendMailOptions {
  return {
    from,
    // As an object it is one address, whatever signs stand in it.
    to: { name: '', address: to },
    subject,
    text,
    html,
    // RFC 3834: nothing answers this by itself.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
