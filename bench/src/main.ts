import { Command } from 'commander'
import { benches } from './benches.ts'
import { runBench } from './run-bench.ts'

type Options = { json: boolean; quick: boolean; profile?: string }

const program = new Command('bench')
  .description(
    'Measures our system against its floor: the least that could do the same work, in the same run.\nPARLEY_DATA=DIR takes real talk from DIR/zulip-lean-large.tar.xz instead of generated.',
  )
  .argument('<name>', `which one: list, ${benches.map(({ name }) => name).join(', ')}`)
  .option('--json', 'print one JSON object last', false)
  .option('--quick', 'a smoke run of under a minute: too short to judge by', false)
  .option('--profile <folder>', 'write a CPU profile of our server there')
  .showHelpAfterError()
  .parse()
const [name] = program.args
const { json, quick, profile } = program.opts<Options>()

if (name === 'list') {
  for (const { name: listed, work } of benches) console.log(`${listed.padEnd(10)} ${work}`)
} else {
  const bench = benches.find((known) => known.name === name)
  if (!bench) throw program.error(`There is no bench "${name}"; \`list\` names them.`)
  // Whoever started this went away: nothing of it stays.
  const gone = new AbortController()
  process.once('disconnect', () => gone.abort())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => gone.abort())
  // Listening for the disconnect holds the channel open, and with it a bench that has ended.
  process.channel?.unref()
  process.exitCode = await runBench(bench, {
    quick,
    json,
    realData: process.env['PARLEY_DATA'] ?? null,
    profile: profile ?? null,
    stop: gone.signal,
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
  })
}
