import { fileStoreContract } from './contract.ts'
import { createMemoryFiles } from './memory-files.ts'

fileStoreContract('memory', createMemoryFiles)
