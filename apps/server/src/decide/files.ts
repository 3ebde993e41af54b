import type { SystemCommand } from '../store/port.ts'
import { refuse, unchanged } from './decision.ts'
import type { CommandHandler } from './handler.ts'

type FilePut = Extract<SystemCommand['body'], { kind: 'file.put' }>
type FileDrop = Extract<SystemCommand['body'], { kind: 'file.drop' }>

/** What was uploaded is known from here on; its bytes are kept already. */
export const filePut: CommandHandler<FilePut> = {
  needs: ({ file }) => [{ kind: 'file', file: file.id }],
  decide: ({ file }, facts) =>
    facts.file(file.id)
      ? refuse('id-reused')
      : { kind: 'accept', answer: 'nothing', writes: [{ do: 'put-file', file }] },
}

/** A file nothing refers to goes; one that is used, or gone already, stays as it is. */
export const fileDrop: CommandHandler<FileDrop> = {
  needs: ({ file }, { by }) => [
    { kind: 'file', file },
    { kind: 'person', person: by },
  ],
  decide({ file }, facts, { by }) {
    const found = facts.file(file)
    const isUsed = found?.room !== null || facts.person(by)?.person.photo === file
    if (!found || found.owner !== by || isUsed) return unchanged
    return { kind: 'accept', answer: 'nothing', writes: [{ do: 'drop-file', file }] }
  },
}
