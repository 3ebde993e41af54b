import type { Mail, Mailer, Sent } from './port.ts'

/** Keeps mails where a test reads them; `answer` is what the next ones get, and `onSend` hears of each. */
export function memoryMailer(): Mailer & { mails: Mail[]; answer: Sent } {
  const mailer: ReturnType<typeof memoryMailer> = {
    kind: 'smtp',
    mails: [],
    answer: { kind: 'sent' },
    async send(mail) {
      if (mailer.answer.kind === 'sent') mailer.mails.push(mail)
      return mailer.answer
    },
    close() {},
  }
  return mailer
}
