import type { Bench } from './bench.ts'
import { bundle } from './bundle/bundle.ts'
import { catchup } from './catchup/catchup.ts'
import { coldstart } from './coldstart/coldstart.ts'
import { fanout } from './fanout/fanout.ts'

import { send } from './send/send.ts'
import { switcher } from './switcher/switcher.ts'

export const benches: Bench[] = [fanout, send, catchup, coldstart, switcher, bundle]
