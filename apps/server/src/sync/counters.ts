/** What the sync side counts, read by `/metrics`. Plain numbers: one is raised for each delivery. */
export type SyncCounters = {
  sockets: number
  framesIn: number
  badFrames: number
  commands: number
  /** Batches told, room frames built, and frames given to sockets. */
  batches: number
  roomFrames: number
  deliveries: number
  slowReaders: number
  sessionsEnded: number
}

export function newSyncCounters(): SyncCounters {
  return {
    sockets: 0,
    framesIn: 0,
    badFrames: 0,
    commands: 0,
    batches: 0,
    roomFrames: 0,
    deliveries: 0,
    slowReaders: 0,
    sessionsEnded: 0,
  }
}
