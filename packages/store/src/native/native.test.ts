import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeContract } from '@parley/engine/contract'
import { openNative } from './index.ts'

storeContract('native', () => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-store-'))
  return {
    open(person) {
      const opened = openNative({ dir, key: 'k', person })
      if (opened.kind !== 'open') throw new Error(opened.kind)
      return opened.store
    },
    remove: () => rmSync(dir, { recursive: true }),
  }
})
