import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { StepFailed } from './steps.ts'

export type StartOptions = {
  port: number
  data: string
  open: boolean
  sample: boolean
  help: boolean
}

export const startHelp = `npm start -- [options]

  --port N      listen on this port (4180; 0 takes a free one)
  --data DIR    keep everything in this folder (./data)
  --no-open     do not open the app or a browser
  --no-sample   leave an empty database empty
`

/** Throws StepFailed with a sentence for an unknown option or a port that is none. */
export function startOptions(args: string[]): StartOptions {
  const { port, data, open, sample, help } = parsed(args)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new StepFailed(`--port takes a number from 0 to 65535, not "${port}".`)
  }
  return { port: Number(port), data: resolve(data), open, sample, help }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowNegative: true,
      options: {
        port: { type: 'string', default: '4180' },
        data: { type: 'string', default: 'data' },
        open: { type: 'boolean', default: true },
        sample: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new StepFailed(`${(error as Error).message} (npm start -- --help lists the options)`)
  }
}
