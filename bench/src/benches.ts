import type { Bench } from './bench.ts'
import { fanout } from './fanout/fanout.ts'

export const benches: Bench[] = [fanout]
