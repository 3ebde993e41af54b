import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from './places.ts'

test.each(globSync('scripts/mutants/*.patch', { cwd: root }))('%s still fits the code', (file) => {
  const { status, stderr } = spawnSync('git', ['apply', '--check', file], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
