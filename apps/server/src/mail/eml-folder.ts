import { mkdirSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { messageOf } from './message.ts'
import type { Mailer } from './port.ts'

export type EmlFolderOptions = {
  /** Made if need be, for its owner alone: mails hold links that let people in. */
  folder: string
  from: string
  now(): number
  /** Tells apart what is written in one millisecond. */
  newName(): string
}

/** Writes every mail as a file that any mail program opens; the name begins with the time. The mail of a server without SMTP. */
export function createEmlFolder({ folder, from, now, newName }: EmlFolderOptions): Mailer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    kind: 'files',
    async send(mail) {
      try {
        const { message } = await transport.sendMail({
          ...messageOf(mail, from),
          date: new Date(now()),
        })
        if (!Buffer.isBuffer(message)) throw new Error('the mail came as a stream')
        const time = new Date(now()).toISOString().replaceAll(':', '-')
        await writeWhole(join(folder, `${time}-${newName()}.eml`), message)
        return { kind: 'sent' }
      } catch {
        const sentence = 'The server could not write the mail to its data folder.'
        return { kind: 'not-sent', sentence, final: false }
      }
    },
    close: () => transport.close(),
  }
}

/** Whoever watches the folder sees a file whole or not at all. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const file = await open(`${path}.part`, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}
