import { storeContract } from './contract.ts'
import { lineage } from './contract/bodies.ts'
import { createMemoryStore } from './memory-store.ts'

storeContract('memory', () => Promise.resolve({ store: createMemoryStore(lineage), reopen: null }))
