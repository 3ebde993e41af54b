import { errors, type ErrorCode } from '@parley/protocol'

/** The sentence a person reads for a code of the one table, or for having no connection. */
export function sentenceOf(code: ErrorCode | 'offline'): string {
  if (code === 'offline') return 'This needs a connection. Try again when you are back online.'
  return errors[code].sentence
}
