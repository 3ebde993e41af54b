import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import { messageOf } from './message.ts'
import type { Mailer, Sent } from './port.ts'

/** Names of this very machine: nothing on the way can read along. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

/**
 * Hands mails to a mail server. `url` reads `smtp://name:password@mail.example.org:587`, or `smtps://` for TLS from the first
 * byte (465). A password never travels to another machine without TLS.
 */
export function createSmtp({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(transportOptions(new URL(url)))
  return {
    kind: 'smtp',
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from))
        return { kind: 'sent' }
      } catch (cause) {
        return notSent(cause)
      }
    },
    close: () => transport.close(),
  }
}

export function transportOptions(url: URL): SMTPTransportOptions {
  const secure = url.protocol === 'smtps:'
  const auth = {
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && auth.user !== '' && !loopback.test(url.hostname),
    ...(auth.user === '' ? {} : { auth }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The mail server's own words stay out: they quote addresses. 5yz means for good (RFC 5321 4.2.1). */
function notSent(cause: unknown): Sent {
  const { code, responseCode } = detailsOf(cause)
  const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  const sentence = final ? refusals[code] : (sentences[code] ?? unreachable)
  return { kind: 'not-sent', sentence: sentence ?? unreachable, final }
}

function detailsOf(cause: unknown): { code: string; responseCode: number } {
  if (!(cause instanceof Error)) return { code: '', responseCode: 0 }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const responseCode = 'responseCode' in cause ? Number(cause.responseCode) || 0 : 0
  return { code, responseCode }
}

const unreachable = 'The mail server cannot be reached just now.'
const refusals: Record<string, string> = {
  EENVELOPE: 'The mail server does not know this address.',
  EMESSAGE: 'The mail server refused the mail.',
}
const sentences: Record<string, string> = {
  EENVELOPE: 'The mail server did not take this address just now.',
  EMESSAGE: 'The mail server did not take the mail just now.',
  EAUTH: 'The mail server refused the sign-in of this server. Its administrator has to look.',
  ENOAUTH: 'The mail server refused the sign-in of this server. Its administrator has to look.',
  ETLS: 'No safe connection to the mail server could be made. Its administrator has to look.',
}
