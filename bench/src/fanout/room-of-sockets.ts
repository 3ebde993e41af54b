import { quantile } from '../measure/figures.ts'
import { cpuShare, usage } from '../processes/usage.ts'

/** `members` sockets in one room, of either server. */
export type RoomOfSockets = {
  members: number
  /** Posts one message as the member of this number. */
  post(member: number): void
  /** Called with the member who got one more message; every member gets all, in one order. */
  onDelivery(hear: (member: number) => void): void
}

export type ClosedLoop = { deliveries: number; seconds: number; generatorCpu: number }
export type OpenLoop = { p50Ms: number; p99Ms: number; generatorCpu: number }

/**
 * Keeps `inFlight` messages under way for `seconds`: whenever every member has one, the next is posted, by another member.
 * Ends when all that was posted has arrived everywhere.
 */
export function closedLoop(
  room: RoomOfSockets,
  { inFlight, seconds }: { inFlight: number; seconds: number },
): Promise<ClosedLoop> {
  const got = new Uint32Array(room.members)
  const arrived: number[] = []
  const began = usage()
  const endAtUs = began.atUs + seconds * 1e6
  let posted = 0
  let complete = 0
  const post = () => {
    arrived.push(0)
    room.post(posted % room.members)
    posted += 1
  }
  return new Promise((resolve) => {
    room.onDelivery((member) => {
      const message = got[member] ?? 0
      got[member] = message + 1
      const members = (arrived[message] ?? 0) + 1
      arrived[message] = members
      if (members < room.members) return
      complete += 1
      if (performance.now() * 1000 < endAtUs) return post()
      if (complete < posted) return
      const ended = usage()
      resolve({
        deliveries: posted * room.members,
        seconds: (ended.atUs - began.atUs) / 1e6,
        generatorCpu: cpuShare(began, ended),
      })
    })
    for (let index = 0; index < inFlight; index += 1) post()
  })
}

/** Posts `perSecond` whatever happens, and measures from each post to its arrival at each member. */
export function openLoop(
  room: RoomOfSockets,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<OpenLoop> {
  const total = Math.round(perSecond * seconds)
  const postedAt: number[] = []
  const latencies: number[] = []
  const got = new Uint32Array(room.members)
  const began = usage()
  return new Promise((resolve) => {
    room.onDelivery((member) => {
      const message = got[member] ?? 0
      got[member] = message + 1
      latencies.push(performance.now() - (postedAt[message] ?? 0))
      if (latencies.length < total * room.members) return
      resolve({
        p50Ms: quantile(latencies, 0.5),
        p99Ms: quantile(latencies, 0.99),
        generatorCpu: cpuShare(began, usage()),
      })
    })
    const timer = setInterval(() => {
      const due = Math.min(
        total,
        Math.floor(((performance.now() * 1000 - began.atUs) / 1e6) * perSecond) + 1,
      )
      while (postedAt.length < due) {
        const member = postedAt.length % room.members
        postedAt.push(performance.now())
        room.post(member)
      }
      if (postedAt.length === total) clearInterval(timer)
    }, 1000 / perSecond)
  })
}
