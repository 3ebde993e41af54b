import type { Writable } from 'node:stream'
import type { ImportProgress } from '../import/slack/index.ts'
import type { CliContext } from './run-cli.ts'

export type ImportMeter = { tell(progress: ImportProgress): void; end(): void }

/** Between two lines where nobody watches a bar. */
const lineEveryMs = 5_000
const cells = 30
const words = { survey: 'Reading the export', write: 'Writing the rooms' }

/**
 * How far an import is: a bar at a terminal, a line every few seconds elsewhere. On stderr: stdout holds the report. Ctrl+C stays
 * the terminal's own: an import may be ended anywhere and gone on with.
 */
export function createImportMeter({ stderr, clock }: CliContext): ImportMeter {
  return stderr.isTTY === true ? bar(stderr) : lines(stderr, clock)
}

/** One line that is written over, short enough for any terminal. */
function bar(output: Writable): ImportMeter {
  let shown = ''
  return {
    tell(progress) {
      const share = shareOf(progress)
      const full = Math.floor(share * cells)
      const line = `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${percent(share)} ${words[progress.phase]}`
      if (line === shown) return
      shown = line
      output.write(`\r\u001b[K${line}`)
    },
    end: () => void output.write('\r\u001b[K'),
  }
}

function lines(output: Writable, clock: CliContext['clock']): ImportMeter {
  let last = clock.now()
  return {
    tell(progress) {
      if (clock.now() < last + lineEveryMs) return
      last = clock.now()
      output.write(`${words[progress.phase]}: ${percent(shareOf(progress))}\n`)
    },
    end() {},
  }
}

function shareOf({ bytes, ofBytes }: ImportProgress): number {
  return ofBytes === 0 ? 1 : Math.min(1, bytes / ofBytes)
}

const percent = (share: number) => `${Math.floor(share * 100)} %`
