import type { StatusView } from '@parley/engine'

const list = new Intl.ListFormat('en')

/** What stands on this device and nowhere else, in a sentence; empty when nothing does. */
export function unsentWords({
  queued,
  failed,
  drafts,
}: Pick<StatusView, 'queued' | 'failed' | 'drafts'>): string {
  const parts = [
    counted(queued, 'thing waits to be sent', 'things wait to be sent'),
    counted(failed, 'thing could not be sent', 'things could not be sent'),
    counted(drafts, 'message is half written', 'messages are half written'),
  ].flat()
  return parts.length === 0 ? '' : `${list.format(parts)}.`
}

function counted(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
}
