import { expect, test } from 'vitest'
import { forbiddenImports } from './directions.ts'

test.each([
  ['packages/protocol/src/frames.ts', `import { readFileSync } from 'node:fs'`],
  ['packages/markup/src/parse.ts', `import type { RoomId } from '@parley/protocol'`],
  ['packages/engine/src/outbox.ts', `export { cache } from '@parley/store/native'`],
  ['packages/store/src/wasm/open.ts', `import Database from 'better-sqlite3'`],
  [
    'apps/client/src/rooms/list.tsx',
    `import {\n  openStore,\n  type Store,\n} from '@parley/store/wasm'`,
  ],
  ['apps/client/src/worker/main.ts', `import '@parley/store/native'`],
  ['apps/desktop/src/main/main.ts', `import { createElement } from 'react'`],
  ['apps/server/src/app.ts', `const engine = await import('@parley/engine')`],
  ['apps/server/src/app.test.ts', `import { page } from '@parley/client'`],
  ['apps/server/src/app.ts', `import { frame } from '../../../packages/protocol/src/frames.ts'`],
])('%s may not say %s', (file, source) => {
  expect(forbiddenImports(file, source)).toHaveLength(1)
})

test.each([
  ['apps/client/src/worker/main.ts', `import { openStore } from '@parley/store/wasm'`],
  ['apps/desktop/src/engine/main.ts', `import { openStore } from '@parley/store/native'`],
  ['apps/server/src/sync.test.ts', `import { Engine } from '@parley/engine'`],
  ['packages/engine/src/outbox.ts', `// once imported from 'node:fs'\nimport { x } from './x.ts'`],
  ['packages/store/src/session.ts', `import type { Database } from 'better-sqlite3'`],
])('%s may say %s', (file, source) => {
  expect(forbiddenImports(file, source)).toEqual([])
})
