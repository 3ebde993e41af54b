import type { Writable } from 'node:stream'
import { Command, CommanderError } from 'commander'
import type { Clock } from '../clock.ts'
import { SlackExportError } from '../import/slack/index.ts'
import { Problem } from '../problem.ts'
import { StorageError } from '../store/storage-error.ts'
import { backup } from './backup/backup.ts'
import { restore } from './backup/restore.ts'
import { check } from './check/check.ts'
import { importSlack } from './import-slack.ts'
import { scopes } from '../service-tokens/scopes.ts'
import { tokenAdd, tokenList, tokenRevoke } from './token.ts'
import { userAdd } from './user-add.ts'

/** What a command may touch of the process it runs in. */
export type CliContext = {
  version: string
  clock: Pick<Clock, 'now'>
  stdout: Writable
  stderr: Writable & { isTTY?: boolean }
}

type Data = { data: string }

/** Runs the command on the line and gives back the exit code: 1 after one sentence about what went wrong. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  let code = 0
  const program = new Command('npm run cli --')
    .description('Looks after a Parley data folder.')
    .version(context.version)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    })
  const command = (parent: Command, usage: string, description: string) =>
    parent
      .command(usage)
      .description(description)
      .option('--data <dir>', 'folder of the databases', './data')

  const user = program.command('user').description('people who can sign in').helpCommand(false)
  command(user, 'add', 'make an account')
    .requiredOption('--email <email>', 'address to sign in with')
    .requiredOption('--name <name>', 'name others see')
    .requiredOption('--password <password>', 'at least 8 characters')
    .option('--admin', 'make the person an administrator', false)
    .action((options: Data & Parameters<typeof userAdd>[0]) => userAdd(options, context))

  const token = program
    .command('token')
    .description('keys by which other services drive rooms over HTTP')
    .helpCommand(false)
  command(token, 'add', 'make a token and show it, this once')
    .requiredOption('--name <name>', 'the service it acts for; another token of it has the same')
    .option(
      '--scope <scope...>',
      `what it may do, all when left out:\n${Object.entries(scopes)
        .map(([name, does]) => `${name}: ${does}`)
        .join('\n')}`,
      [],
    )
    .action((options: Data & { name: string; scope: string[] }) => tokenAdd(options, context))
  command(token, 'list', 'show the tokens, without their words').action((options: Data) =>
    tokenList(options, context),
  )
  command(token, 'revoke', 'end a token, at once')
    .argument('<id>', 'as token list shows it')
    .action((id: string, { data }: Data) => tokenRevoke({ data, id }, context))

  const imports = program.command('import').description('talk from elsewhere').helpCommand(false)
  command(imports, 'slack', 'read a Slack export into rooms; again adds only what is new')
    .argument('<path>', 'the export, a folder or a zip file')
    .option('--for <email>', 'account that becomes a member of what is imported')
    .action((path: string, options: Data & { for?: string }) =>
      importSlack({ path, data: options.data, account: options.for ?? null }, context),
    )

  command(program, 'backup', 'write everything into one file, also while the server runs')
    .argument('<file>', 'the file to make, for example parley-backup.tar.gz')
    .action((file: string, { data }: Data) => backup({ file, data }, context))

  command(program, 'restore', 'bring a backup back into an empty data folder')
    .argument('<file>', 'a file made by backup')
    .option('--force', 'replace what is in the folder; it is kept aside there', false)
    .action((file: string, { data, force }: Data & { force: boolean }) =>
      restore({ file, data, force }, context),
    )

  command(program, 'check', 'look whether the databases are sound').action(
    async ({ data }: Data) => {
      code = (await check({ data }, context)) ? 0 : 1
    },
  )

  try {
    await program.parseAsync([...argv])
    return code
  } catch (cause) {
    // Commander has printed its own: help, the version, or what is wrong with the line.
    if (cause instanceof CommanderError) return cause.exitCode
    context.stderr.write(`${sentenceOf(cause)}\n`)
    return 1
  }
}

function sentenceOf(cause: unknown): string {
  if (cause instanceof Problem || cause instanceof StorageError) return cause.message
  const text = cause instanceof Error ? cause.message : String(cause)
  if (cause instanceof SlackExportError) return `The export cannot be read: ${text}.`
  return `The command failed: ${text}`
}
