import type { Fact } from './facts.tsx'

/** Those of the limits that an administrator is asked about. */
const shown: Record<string, string> = {
  fileBytes: 'Largest file',
  messageChars: 'Longest message',
  membersPerRoom: 'Members in a room',
  peoplePerCommand: 'People invited at once',
  reactionsPerMessage: 'Different reactions to a message',
  seenMembers: '“Seen by” in rooms of at most',
}

export function limitWords(limits: Readonly<Record<string, number>>): Fact[] {
  return Object.entries(shown).flatMap(([name, label]) => {
    const limit = limits[name]
    if (limit === undefined) return []
    return [{ label, value: name.endsWith('Bytes') ? bytesWords(limit) : limitOf(name, limit) }]
  })
}

const number = new Intl.NumberFormat('en-GB')
const limitOf = (name: string, limit: number) =>
  `${number.format(limit)}${name.endsWith('Chars') ? ' characters' : ''}`

/** "1.2 MB", in thousands, as disks are sold and files are shown. */
export function bytesWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}

/** "3 days 4 h", "12 min": the two largest parts. */
export function spanWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'} ${hours} h`
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`
}
