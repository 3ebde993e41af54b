/**
 * `npm run mutants [NAME ...]`: breaks the code on purpose, one patch of scripts/mutants at a time, and requires the test each
 * patch names to go red. Exits 0 only if all were caught.
 */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Mutant, mutantOf } from './mutant.ts'
import { Mutation } from './mutation.ts'
import { root } from './places.ts'
import { Processes } from './processes.ts'
import { complaint, StepFailed } from './steps.ts'
import { redTests } from './red-tests.ts'

const processes = new Processes()
let mutation: Mutation | undefined
processes.endOnSignal(130, () => mutation?.undo())

try {
  const wanted = process.argv.slice(2)
  const mutants = globSync('scripts/mutants/*.patch', { cwd: root })
    .sort()
    .map((file) => mutantOf(basename(file, '.patch'), readFileSync(join(root, file), 'utf8')))
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  if (mutants.length === 0) throw new StepFailed('There is no such mutant in scripts/mutants.')
  let caught = 0
  for (const mutant of mutants) if (await isCaught(mutant)) caught++
  process.stdout.write(`${caught} of ${mutants.length} mutants caught\n`)
  process.exitCode = caught === mutants.length ? 0 : 1
} catch (error) {
  process.stderr.write(`${complaint(error)}\n`)
  process.exitCode = 1
}

async function isCaught(mutant: Mutant): Promise<boolean> {
  const { test } = mutant
  const name = `${mutant.name} (${mutant.breaks})`
  // A test that is red anyway would catch everything.
  const before = await redTests(mutant, processes)
  if (before.length > 0) return say(`✗ ${name}: "${test}" is red without the mutant`, false)
  mutation = new Mutation(mutant)
  try {
    await mutation.apply(processes)
    const red = await redTests(mutant, processes)
    return red.length > 0
      ? say(`✓ ${name}: caught by "${test}"`, true)
      : say(`✗ ${name}: "${test}" stayed green`, false)
  } finally {
    mutation.undo()
    mutation = undefined
  }
}

function say(line: string, caught: boolean): boolean {
  process.stdout.write(`${line}\n`)
  return caught
}
