import { expect, test } from 'vitest'
import { mutantOf } from './mutant.ts'

const patch = `Breaks: the ack leaves before the commit
File: apps/server/src/store/commit.test.ts
Test: [S1] ack means durable

diff --git a/apps/server/src/store/commit.ts b/apps/server/src/store/commit.ts
--- a/apps/server/src/store/commit.ts
+++ b/apps/server/src/store/commit.ts
@@ -1 +1 @@
-commit()
+// Test: not a header line
`

test('a mutant tells what it breaks, in which files, and which test must see it', () => {
  expect(mutantOf('early-ack', patch)).toMatchObject({
    name: 'early-ack',
    breaks: 'the ack leaves before the commit',
    file: 'apps/server/src/store/commit.test.ts',
    test: '[S1] ack means durable',
    targets: ['apps/server/src/store/commit.ts'],
  })
})

test.each(['Breaks', 'File', 'Test'])('a mutant without its line %s is refused', (key) => {
  const without = patch.replace(new RegExp(`^${key}: .*\n`, 'm'), '')
  expect(() => mutantOf('early-ack', without)).toThrow(`"${key}: ..."`)
})

test('a header without a patch is refused', () => {
  expect(() => mutantOf('empty', 'Breaks: nothing\nFile: a\nTest: b\n')).toThrow('above its patch')
})
