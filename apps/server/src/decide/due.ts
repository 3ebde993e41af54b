import type { Instant } from '@parley/protocol'
import { unchanged, type Decision, type Write } from './decision.ts'
import type { CommandHandler } from './handler.ts'

/**
 * Something to be done at a time, kept until it is done. `id` names it for who makes it and may take it back: the same id
 * takes the former's place. `payload` is JSON that the handler of its `kind` reads. `attempts` failed so far.
 */
export type DueWork = {
  id: string
  kind: string
  dueAt: Instant
  payload: unknown
  attempts: number
}

/**
 * What the server's own parts do with it; a person's command writes `put-due` and `drop-due` with what else it changes. None
 * leaves a receipt: said twice, each comes to the same. `due.settle` is how an attempt went: `againAt` is when to try again, null
 * when it is done.
 */
export type DueCommand =
  | { kind: 'due.put'; work: DueWork }
  | { kind: 'due.drop'; id: string }
  | {
      kind: 'due.settle'
      work: Pick<DueWork, 'id' | 'dueAt' | 'attempts'>
      againAt: Instant | null
    }

export const duePut: CommandHandler<Extract<DueCommand, { kind: 'due.put' }>> = {
  needs: () => [],
  decide: ({ work }) => accept({ do: 'put-due', work }),
}

export const dueDrop: CommandHandler<Extract<DueCommand, { kind: 'due.drop' }>> = {
  needs: () => [],
  decide: ({ id }) => accept({ do: 'drop-due', id }),
}

/** Work that was set anew or taken back meanwhile stays as it now is. */
export const dueSettle: CommandHandler<Extract<DueCommand, { kind: 'due.settle' }>> = {
  needs: ({ work }) => [{ kind: 'due', id: work.id }],
  decide({ work, againAt }, facts) {
    const now = facts.due(work.id)
    if (now?.dueAt !== work.dueAt || now.attempts !== work.attempts) return unchanged
    if (againAt === null) return accept({ do: 'drop-due', id: work.id })
    const next = { ...now, dueAt: againAt, attempts: now.attempts + 1 }
    return accept({ do: 'put-due', work: next })
  },
}

function accept(write: Write): Decision {
  return { kind: 'accept', answer: 'nothing', writes: [write] }
}
