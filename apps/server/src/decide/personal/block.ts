import type { PersonalRule } from './rules.ts'
import { presentMember } from '../facts.ts'

/** Nobody is blocked by someone who has an active contract with them (SPEC B3). */
export const blockRule: PersonalRule = {
  needs: (_, { by }) => [{ kind: 'rooms-of', person: by }],
  refuses(command, facts, { by }) {
    if (command.kind !== 'block.change') return null
    const isShared = facts.roomsOf(by).some((id) => {
      const state = facts.room(id)?.state
      return state?.contract?.status === 'active' && presentMember(state, command.person) !== null
    })
    return isShared ? 'contract-active' : null
  },
}
