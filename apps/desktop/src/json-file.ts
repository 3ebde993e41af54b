import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** A small file of settings. Nothing in it is precious: a damaged one is set aside beside it as `.damaged`. */
export type JsonFile<T> = { read(): T; write(value: T): void }

/**
 * `empty` is what a missing or damaged file reads as. Written whole under another name first, so that a crash leaves the former
 * one; readable by its owner alone.
 */
export function jsonFile<T>(path: string, schema: z.ZodType<T>, empty: T): JsonFile<T> {
  return {
    read() {
      const text = textOf(path)
      if (text === null) return empty
      const parsed = schema.safeParse(valueOf(text))
      if (parsed.success) return parsed.data
      renameSync(path, `${path}.damaged`)
      return empty
    },
    write(value) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
    },
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
