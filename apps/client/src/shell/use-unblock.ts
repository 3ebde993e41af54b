import type { PersonId } from '@parley/protocol'
import { useSession } from '../data/session.ts'
import { useShell } from './shell-context.ts'

/** Takes a block away, and says so. */
export function useUnblock(): (person: PersonId, name: string) => void {
  const { intents } = useSession()
  const { run, tell } = useShell()
  return (person, name) => {
    run(intents.block(person, null))
    tell(`${name} is not blocked any more`)
  }
}
