import { everyoneHandles, handleSchema, limits } from '@parley/protocol'

/** Room for a number that tells apart people of one name. */
const stemChars = limits.handleChars - 6

/**
 * Handles for a new person, best first, without end: their name, else what stands before the @, then with a number. The
 * caller takes the first that is free.
 */
export function* handlesFor(name: string, email: string): Generator<string> {
  const stem = slug(name) ?? slug(email.split('@')[0] ?? '') ?? 'person'
  if (!everyoneHandles.has(stem)) yield stem
  for (let number = 2; ; number += 1) yield `${stem}${number}`
}

function slug(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{Ll}\p{Lo}\p{N}]+/u)
  const joined = words.filter(Boolean).join('.').slice(0, stemChars).replace(/\.+$/, '')
  return handleSchema.safeParse(joined).success ? joined : null
}
