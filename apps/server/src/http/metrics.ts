import { collectDefaultMetrics, Counter, Gauge, Registry } from '@prometheus-io/client'
import type { SyncCounters } from '../sync/counters.ts'

type Row = { name: string; help: string; read(counters: SyncCounters): number }

const rising: Row[] = [
  { name: 'frames_in_total', help: 'Frames from clients.', read: (c) => c.framesIn },
  { name: 'bad_frames_total', help: 'Frames that fit no schema.', read: (c) => c.badFrames },
  { name: 'commands_total', help: 'Commands taken.', read: (c) => c.commands },
  { name: 'batches_total', help: 'Commits told to clients.', read: (c) => c.batches },
  { name: 'room_frames_total', help: 'Frames of room entries built.', read: (c) => c.roomFrames },
  { name: 'deliveries_total', help: 'Room frames given to sockets.', read: (c) => c.deliveries },
  { name: 'slow_readers_total', help: 'Sockets closed as too slow.', read: (c) => c.slowReaders },
  {
    name: 'sessions_ended_total',
    help: 'Sockets closed with their session.',
    read: (c) => c.sessionsEnded,
  },
]

/** The process's own numbers and the sync side's, read when they are asked for. */
export function createMetrics(counters: SyncCounters, waitingCommands: () => number): Registry {
  const register = new Registry()
  collectDefaultMetrics({ register, prefix: 'parley_' })
  const registers = [register]
  for (const { name, help, read } of rising) {
    let told = 0
    new Counter({
      name: `parley_sync_${name}`,
      help,
      registers,
      collect() {
        const now = read(counters)
        this.inc(now - told)
        told = now
      },
    })
  }
  new Gauge({
    name: 'parley_sync_sockets',
    help: 'Open sockets.',
    registers,
    collect() {
      this.set(counters.sockets)
    },
  })
  new Gauge({
    name: 'parley_sync_waiting_commands',
    help: 'Commands that wait for their commit.',
    registers,
    collect() {
      this.set(waitingCommands())
    },
  })
  return register
}
