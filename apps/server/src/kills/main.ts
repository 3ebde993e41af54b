import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { killUnderLoad } from './kills.ts'

const { times } = new Command('kills')
  .description(
    'Kills a server under load, again and again, and checks that no acknowledged message is lost.',
  )
  .option('--times <number>', 'how often', atLeastOne, 50)
  .parse()
  .opts<{ times: number }>()

const data = mkdtempSync(join(tmpdir(), 'parley-kills-'))
try {
  const verdict = await killUnderLoad({
    data,
    times,
    random: Math.random,
    report: (line) => process.stdout.write(`${line}\n`),
  })
  for (const wrong of verdict.wrongs) process.stdout.write(`WRONG ${wrong}\n`)
  process.stdout.write(
    `${verdict.acknowledged} acknowledged, ${verdict.entries} places in the log, ${verdict.wrongs.length} wrong\n`,
  )
  process.exitCode = verdict.wrongs.length === 0 ? 0 : 1
} finally {
  rmSync(data, { recursive: true, force: true })
}

function atLeastOne(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('A whole number above 0.')
}
