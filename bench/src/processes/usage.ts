/** Processor time this process has used so far, and the time of day, in microseconds. */
export type Usage = { cpuUs: number; atUs: number }

export function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuUs: user + system, atUs: performance.now() * 1000 }
}

/** Share of one core between two looks at one process: 1 is a core filled. */
export function cpuShare(from: Usage, to: Usage): number {
  return (to.cpuUs - from.cpuUs) / (to.atUs - from.atUs)
}
