import { z } from 'zod'
import { personIdSchema } from '../ids.ts'
import { limits } from '../limits.ts'
import { personalKind } from './kind.ts'

/**
 * Someone the person does not want to hear from directly (SPEC B1). The value keeps the name as it was when they were blocked, so
 * that a list of them can be read on any device; the command's null unblocks.
 */
export const block = personalKind({
  kind: 'block',
  subject: 'person',
  value: z.object({ name: z.string().min(1).max(limits.nameChars) }),
  commands: [
    z.strictObject({
      kind: z.literal('block.change'),
      person: personIdSchema,
      name: z.string().min(1).max(limits.nameChars).nullable(),
    }),
  ],
  ability: null,
  latestOnly: true,
  quiet: false,
  subjectOf: ({ person }) => person,
  fold(_, { person, name }, { by }) {
    if (name === null) return { next: null }
    return person === by ? { refuse: 'bad-frame' } : { next: { name } }
  },
})
