import type { MarkdownIt } from 'markdown-it'

type BlockRule = Parameters<MarkdownIt['block']['ruler']['at']>[1]

const opening = /^```([\w+#.-]{0,30})$/
const closing = /^```$/

/**
 * Fenced code as PRODUCT C1 has it: a line that holds only three backticks, and perhaps a language, opens; one that holds only three
 * backticks closes. A fence that is never closed is text.
 */
export const fence: BlockRule = (state, startLine, endLine, silent) => {
  const opened = opening.exec(lineAt(state, startLine))
  if (!opened) return false
  let line = startLine + 1
  while (line < endLine && !closing.test(lineAt(state, line))) line += 1
  if (line >= endLine) return false
  if (silent) return true
  const token = state.push('fence', 'code', 0)
  token.info = opened[1] ?? ''
  token.content = state.getLines(startLine + 1, line, state.blkIndent, false)
  state.line = line + 1
  return true
}

type BlockState = Parameters<BlockRule>[0]

function lineAt(state: BlockState, line: number): string {
  return state.src
    .slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
    .trimEnd()
}
