import { StepFailed } from './steps.ts'

/**
 * One deliberate fault: a patch in git's format under a header of three lines,
 *
 *     Breaks: what the fault is, in words
 *     File: packages/engine/src/outbox/outbox.test.ts
 *     Test: [S9] an outbox row goes when its entry is in the cache
 *
 * File is the test file to run, Test the title (or a part of it) of the test in it that must go red.
 */
export type Mutant = {
  name: string
  breaks: string
  file: string
  test: string
  targets: string[]
  patch: string
}

/** Throws StepFailed with a sentence when a header line or the patch itself is missing. */
export function mutantOf(name: string, patch: string): Mutant {
  const header = patch.slice(0, Math.max(0, patch.search(/^diff --git /m)))
  const field = (key: string): string => {
    const value = new RegExp(`^${key}: (.+)$`, 'm').exec(header)?.[1]?.trim()
    if (!value)
      throw new StepFailed(`The mutant ${name} has no line "${key}: ..." above its patch.`)
    return value
  }
  const targets = [...patch.matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, path = '']) => path.trim())
  return { name, breaks: field('Breaks'), file: field('File'), test: field('Test'), targets, patch }
}
