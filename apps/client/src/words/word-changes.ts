import { diffWordsWithSpace } from 'diff'

/** A stretch of a text that stayed, came in, or went. */
export type WordChange = { readonly text: string; readonly what: 'same' | 'in' | 'out' }

/** Past this the words are too many to compare while someone waits. */
const patienceMs = 200

/** How a text became another, word by word; null when they are too long to tell in time. */
export function wordChanges(before: string, after: string): readonly WordChange[] | null {
  const changes = diffWordsWithSpace(before, after, { timeout: patienceMs })
  if (changes === undefined) return null
  return changes.map(({ value, added, removed }) => ({
    text: value,
    what: added ? 'in' : removed ? 'out' : 'same',
  }))
}
