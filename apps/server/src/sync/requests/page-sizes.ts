import type { limits } from '@parley/protocol'

type Sized = 'entriesBehind' | 'entriesPerPage' | 'itemsPerPage' | 'snapshotItems'

/** How much one answer holds. The server goes by `limits`; tests take less, to meet every kind of page with little talk. */
export type PageSizes = Pick<Record<keyof typeof limits, number>, Sized>
