import type { Writable } from 'node:stream'
import { progress } from '@clack/prompts'
import type { ImportProgress } from '../import/slack/index.ts'
import type { CliContext } from './run-cli.ts'

export type ImportMeter = { tell(progress: ImportProgress): void; end(): void }

/** Between two lines where nobody watches a bar. */
const lineEveryMs = 5_000
const words = { survey: 'Reading the export', write: 'Writing the rooms' }

/** How far an import is: a bar at a terminal, a line every few seconds elsewhere. On stderr: stdout holds the report. */
export function createImportMeter({ stderr, clock }: CliContext): ImportMeter {
  return stderr.isTTY === true ? bar(stderr) : lines(stderr, clock)
}

function bar(output: Writable): ImportMeter {
  const steps = 1000
  const shown = progress({ max: steps, output })
  let at = 0
  shown.start(words.survey)
  return {
    tell({ bytes, ofBytes, phase }) {
      const next = Math.floor(shareOf(bytes, ofBytes) * steps)
      if (next > at) shown.advance(next - at, words[phase])
      at = Math.max(at, next)
    },
    end: () => shown.stop('Read'),
  }
}

function lines(output: Writable, clock: CliContext['clock']): ImportMeter {
  let last = clock.now()
  return {
    tell({ bytes, ofBytes, phase }) {
      if (clock.now() < last + lineEveryMs) return
      last = clock.now()
      output.write(`${words[phase]}: ${Math.floor(shareOf(bytes, ofBytes) * 100)} %\n`)
    },
    end() {},
  }
}

const shareOf = (part: number, whole: number) => (whole === 0 ? 1 : Math.min(1, part / whole))
