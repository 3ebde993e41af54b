import { describe } from 'vitest'
import { dueContract } from './contract/due.ts'
import { foldingContract } from './contract/folding.ts'
import { forwardsContract } from './contract/forwards.ts'
import { identityContract } from './contract/identity.ts'
import { importsContract } from './contract/imports.ts'
import { messagesContract } from './contract/messages.ts'
import { personalContract } from './contract/personal.ts'
import { pinsContract } from './contract/pins.ts'
import { profilesContract } from './contract/profiles.ts'
import { readsContract } from './contract/reads.ts'
import { roomsContract } from './contract/rooms.ts'
import { blocksContract } from './contract/blocks.ts'
import { valuesContract } from './contract/values.ts'
import type { OpenStore } from './contract/world.ts'

/** What every adapter of the store has to keep. `open` gives an empty store each time it is called. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`the store contract: ${name}`, () => {
    roomsContract(open)
    messagesContract(open)
    forwardsContract(open)
    pinsContract(open)
    identityContract(open)
    personalContract(open)
    profilesContract(open)
    importsContract(open)
    readsContract(open)
    foldingContract(open)
    dueContract(open)
    valuesContract(open)
    blocksContract(open)
  })
}
