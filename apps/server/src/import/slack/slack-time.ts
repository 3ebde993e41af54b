export type SlackTime = {
  /** Always six decimals: `1433558319.000002`. */
  ts: string
  /** Microseconds since 1970: exact, since they stay below 2^53. */
  micros: number
  at: number
}

const written = /^(\d{1,11})(?:\.(\d{1,6})\d*)?$/
/** 2100: later ones are milliseconds or microseconds taken for seconds. */
const lastSecond = 4_102_444_800

/** Null for anything that is no time after 1970. Numbers are taken too: some tools write them. */
export function readTime(value: string | number | undefined): SlackTime | null {
  const match = written.exec(typeof value === 'number' ? value.toFixed(6) : (value ?? '').trim())
  if (!match) return null
  const seconds = Number(match[1])
  if (seconds === 0 || seconds > lastSecond) return null
  const fraction = (match[2] ?? '').padEnd(6, '0')
  const micros = seconds * 1e6 + Number(fraction)
  return { ts: `${seconds}.${fraction}`, micros, at: Math.floor(micros / 1000) }
}
