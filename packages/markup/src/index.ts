export { mentionedNames } from './mentions.ts'
export { parseMessage } from './parse.ts'
export { toPlainText } from './plain.ts'
export type { Block, Inline } from './tree.ts'
