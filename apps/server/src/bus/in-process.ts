import type { Bus, Hint } from './port.ts'

/** The bus of a server that is one process: hints arrive within `publish`. */
export function createInProcessBus(): Bus {
  const ears = new Set<(hint: Hint) => void>()
  return {
    publish(hint) {
      for (const hear of ears) hear(hint)
    },
    subscribe(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
  }
}
