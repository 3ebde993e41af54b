import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEmlFolder } from './eml-folder.ts'
import { mailOf, plainWords } from './letter.ts'
import type { Mailer } from './port.ts'
import { createSmtp, transportOptions } from './smtp.ts'

const from = 'Parley <parley@chat.example.com>'
const letter = mailOf(
  {
    subject: 'Grüße & <b>more</b>',
    before: ['<script>alert(1)</script> "invites" you.'],
    link: { words: 'Accept', address: 'https://chat.example.com/invite/abc' },
    after: ['שלום'],
  },
  'bob@example.com',
)

let mailer: Mailer | null = null
let undo: (() => Promise<void> | void) | null = null
afterEach(async () => {
  mailer?.close()
  await undo?.()
  mailer = undo = null
})

describe('a folder of mails', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-mail-'))
    undo = () => rmSync(folder, { recursive: true })
  })
  const open = (at: string) => {
    let written = 0
    const newName = () => String((written += 1))
    return (mailer = createEmlFolder({ folder: at, from, now: () => 0, newName }))
  }

  test('holds each as a file of its owner alone, in the order they were sent', async () => {
    const { send } = open(join(folder, 'mail'))
    expect([await send(letter), await send(letter)]).toEqual([1, 2].map(() => ({ kind: 'sent' })))
    const names = readdirSync(join(folder, 'mail'))
    expect(names).toEqual(['1', '2'].map((name) => `1970-01-01T00-00-00.000Z-${name}.eml`))
    expect(statSync(join(folder, 'mail', names[0] ?? '')).mode & 0o777).toBe(0o600)
    const text = readFileSync(join(folder, 'mail', names[0] ?? ''), 'utf8')
    expect(text).toMatch(/^To: bob@example\.com\r$/m)
    expect(text).toMatch(/^From: Parley <parley@chat\.example\.com>\r$/m)
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(text).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(text).toContain('https://chat.example.com/invite/abc')
  })

  test('that cannot be written says so and throws nothing', async () => {
    const { send } = open(folder)
    rmSync(folder, { recursive: true })
    expect(await send(letter)).toMatchObject({ kind: 'not-sent', final: false })
    undo = null
  })
})

describe('a mail server', () => {
  /** A real one on this machine, and what it took. */
  async function serve(options: SMTPServerOptions = {}) {
    const taken: { to: string[]; text: string; user: unknown }[] = []
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      onData(stream, session, done) {
        let text = ''
        stream.on('data', (part: Buffer) => (text += part.toString()))
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          taken.push({ to, text, user: session.user })
          done()
        })
      },
      ...options,
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    undo = () => new Promise((closed) => server.close(() => closed()))
    const { port } = server.server.address() as AddressInfo
    return { port, taken }
  }
  const smtp = (url: string) => (mailer = createSmtp({ url, from }))

  test('gets the mail, to the one address, with the name it was given', async () => {
    const { port, taken } = await serve({
      onAuth: ({ username, password }, _session, done) =>
        password === 'p@ss' ? done(null, { user: username }) : done(new Error('no')),
    })
    const { send } = smtp(`smtp://parley:p%40ss@127.0.0.1:${port}`)
    expect(await send(letter)).toEqual({ kind: 'sent' })
    expect(taken).toMatchObject([{ to: ['bob@example.com'], user: 'parley' }])
    expect(await smtp(`smtp://parley:wrong@127.0.0.1:${port}`).send(letter)).toMatchObject({
      kind: 'not-sent',
      final: false,
      sentence: expect.stringContaining('refused the sign-in'),
    })
  })

  test.each([
    [550, true],
    [451, false],
  ])('that answers %i to the address: final is %s', async (responseCode, final) => {
    const { port } = await serve({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('bob@example.com who?'), { responseCode })),
    })
    const sent = await smtp(`smtp://127.0.0.1:${port}`).send(letter)
    expect(sent).toMatchObject({ kind: 'not-sent', final })
    expect(JSON.stringify(sent)).not.toContain('bob')
  })

  test('that is not there is waited for', async () => {
    const { port } = await serve()
    await undo?.()
    undo = null
    expect(await smtp(`smtp://127.0.0.1:${port}`).send(letter)).toMatchObject({
      kind: 'not-sent',
      final: false,
    })
  })

  test('never gets more than one address out of one', async () => {
    const { port, taken } = await serve()
    const { send } = smtp(`smtp://127.0.0.1:${port}`)
    await send({ ...letter, to: 'bob@example.com,eve@example.com' })
    await send({ ...letter, to: 'bob@example.com\r\nBcc: eve@example.com' })
    await send({ ...letter, subject: 'hello\r\nBcc: eve@example.com' })
    for (const { to, text } of taken) {
      expect(to).not.toContain('eve@example.com')
      expect(text).not.toMatch(/^Bcc:/im)
    }
  })

  test('gets a password over TLS alone, but on this machine', () => {
    const tls = (url: string) => {
      const { secure, requireTLS, port } = transportOptions(new URL(url))
      return [secure, requireTLS, port]
    }
    expect(tls('smtp://a:b@mail.example.org')).toEqual([false, true, 587])
    expect(tls('smtps://a:b@mail.example.org')).toEqual([true, false, 465])
    expect(tls('smtp://a:b@localhost:25')).toEqual([false, false, 25])
    expect(tls('smtp://mail.example.org:25')).toEqual([false, false, 25])
  })
})

describe('a letter', () => {
  test('is text and HTML that say the same; what people wrote is never HTML', () => {
    expect(letter.text).toContain('<script>alert(1)</script> "invites" you.')
    expect(letter.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;invites&quot; you.')
    expect(letter.html).not.toContain('<script>')
    for (const part of [letter.text, letter.html]) {
      expect(part).toContain('https://chat.example.com/invite/abc')
      expect(part).toContain('שלום')
    }
    expect(letter.html).not.toMatch(/src=|url\(|@import/)
  })

  test.each([
    ['Alice Keller', 'Alice Keller'],
    ['Acme Inc.', 'Acme Inc.'],
    ['Win at https://evil.example/now', 'Win at https: evil. example/now'],
    ['www.evil.example', 'www. evil. example'],
    ['mail me@evil.example', 'mail me@ evil. example'],
    ['two\r\nlines\u202e backwards', 'two lines backwards'],
  ])('names a name, and no link: %j', (given, shown) => {
    expect(plainWords(given)).toBe(shown)
  })
})
