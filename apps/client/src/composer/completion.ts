/** What is being completed at the caret: the letters after `@` or `:`, and where they stand in the text. */
export interface CompletionQuery {
  readonly kind: 'mention' | 'emoji'
  readonly letters: string
  /** Offsets in the text: the sign's, and the end of the letters. */
  readonly from: number
  readonly to: number
}

const mention = /(?:^|[\s([{"'])@([\p{L}\p{N}._-]{0,32})$/u
// Two letters at least: ":)" and "at 9:3" ask for nothing.
const emoji = /(?:^|[\s([{"'])(:[a-z0-9_+-]{2,32})$/iu

/** Looks back from the caret; undefined when nothing is being named there, or inside `code`. */
export function completionAt(text: string, caret: number): CompletionQuery | undefined {
  const before = text.slice(0, caret)
  if (insideCode(before)) return undefined
  const handle = mention.exec(before)?.[1]
  if (handle !== undefined)
    return { kind: 'mention', letters: handle, from: caret - handle.length - 1, to: caret }
  const name = emoji.exec(before)?.[1]
  if (name !== undefined)
    return { kind: 'emoji', letters: name.slice(1), from: caret - name.length, to: caret }
  return undefined
}

/** The text with the answer put in, followed by one space, and where the caret then stands. */
export function complete(
  text: string,
  query: CompletionQuery,
  answer: string,
): { text: string; caret: number } {
  const rest = text.slice(query.to)
  const space = rest.startsWith(' ') ? '' : ' '
  const head = `${text.slice(0, query.from)}${answer}`
  return { text: `${head}${space}${rest}`, caret: head.length + 1 }
}

function insideCode(before: string): boolean {
  const fences = before.split('\n').filter((line) => line.startsWith('```')).length
  if (fences % 2 === 1) return true
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return (line.split('`').length - 1) % 2 === 1
}
