import { Command, InvalidArgumentError, Option } from 'commander'
import { isLoopback } from './http/origins.ts'

export type Options = {
  port: number
  data: string
  host: string
  /** The address people open, when it is another than this machine's. */
  url: string | null
  sample: boolean
  signUp: boolean
  trustProxy: boolean
  /** Null: mails become files in the data folder. */
  smtpUrl: string | null
  mailFrom: string | null
  allowPrivateWebhooks: boolean
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

type Optional = 'url' | 'smtpUrl' | 'mailFrom'

/** What was asked for on the command line, else in `PARLEY_*`. Prints help or a wrong option's sentence and exits by itself. */
export function readOptions(argv: readonly string[], version: string): Options {
  const program = new Command('parley-server')
    .description('The Parley server: accounts, rooms, history, live sync; serves the web client.')
    .version(version)
    .addOption(option('--port <number>', 'port to listen on', 'PORT').argParser(port).default(4180))
    .addOption(option('--data <folder>', 'folder of the databases', 'FOLDER').default('./data'))
    .addOption(
      option(
        '--host <address>',
        'address to listen on; widens from this machine to others',
        'HOST',
      ).default('127.0.0.1'),
    )
    .addOption(
      option(
        '--url <url>',
        'address people open, for cookies, links and Origin; https behind a proxy',
        'URL',
      ).argParser(url),
    )
    .addOption(option('--sample', 'fill an empty database with the sample workspace', 'SAMPLE'))
    .addOption(new Option('--no-sign-up', 'refuse new accounts').env('PARLEY_NO_SIGN_UP'))
    .addOption(
      option(
        '--trust-proxy',
        "behind one proxy: take callers' addresses from X-Forwarded-For",
        'TRUST_PROXY',
      ),
    )
    .addOption(
      option(
        '--smtp-url <url>',
        'mail server, smtp://name:password@host:587; better in PARLEY_SMTP_URL. Without: files in DATA/mail',
        'SMTP_URL',
      ).argParser(smtpUrl),
    )
    .addOption(
      option('--mail-from <address>', 'sender of its mails, Parley <parley@host>', 'MAIL_FROM'),
    )
    .addOption(
      option(
        '--allow-private-webhooks',
        'let webhooks go over http and to addresses of this machine and its network',
        'ALLOW_PRIVATE_WEBHOOKS',
      ),
    )
    .addOption(
      option('--log <level>', 'what to log, as JSON lines on stderr', 'LOG')
        .choices(['silent', 'error', 'warn', 'info', 'debug'])
        .default('warn'),
    )
    .parse([...argv])
  const given = program.opts<Omit<Options, Optional> & { [K in Optional]?: string }>()
  return {
    ...given,
    url: given.url ?? null,
    smtpUrl: given.smtpUrl ?? null,
    mailFrom: given.mailFrom ?? null,
    sample: given.sample ?? false,
    trustProxy: given.trustProxy ?? false,
    allowPrivateWebhooks: given.allowPrivateWebhooks ?? false,
  }
}

/** Why sample passwords and other machines do not go together, or null. */
export function widenedWithSample(host: string, samplePeople: number): string | null {
  if (isLoopback(host) || samplePeople === 0) return null
  return `Everyone knows the sample passwords, so the server stays on this machine: start it without --host, or with another --data folder.`
}

const option = (flags: string, text: string, name: string) =>
  new Option(flags, text).env(`PARLEY_${name}`)

function port(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

function url(text: string): string {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  if (isHttp) return text
  throw new InvalidArgumentError('It reads like https://chat.example.org.')
}

/** What is wrong with it is told without repeating it: it holds a password. */
function smtpUrl(text: string): string {
  const parsed = URL.parse(text)
  if (parsed && /^smtps?:$/.test(parsed.protocol) && parsed.hostname !== '') return text
  throw new InvalidArgumentError('It reads like smtp://name:password@mail.example.org:587.')
}
