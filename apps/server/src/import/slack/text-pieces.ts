/**
 * A part of a text that is finished and must not be formatted again. A `word` (a mention, an address) may not grow into
 * the letters beside it; a `fence` is code that needs lines of its own.
 */
export type Piece = { kind: 'text' | 'word' | 'fence'; text: string }

const wordBefore = /[\p{L}\p{N}_]$/u
const wordAfter = /^[\p{L}\p{N}_]/u
const quoteMarks = /^(?:> ?)*/

/** Puts the pieces back where the marks stand, in order. Inside a quote a fence gets the quote's marks too. */
export function assemble(text: string, pieces: readonly Piece[], mark: string): string {
  const out = new Assembly()
  text.split(mark).forEach((plain, index) => {
    out.plain(plain)
    const piece = pieces[index]
    if (piece?.kind === 'fence') out.fence(piece.text)
    else if (piece?.kind === 'word') out.word(piece.text)
    else if (piece) out.plain(piece.text)
  })
  return out.text()
}

/** Looks only at the two ends of what is written, so that a long text costs no more than its length. */
class Assembly {
  readonly #parts: string[] = []
  #lineHead = ''
  #tail = ''
  #afterWord = false
  /** Set behind a fence: what follows goes to a new line that starts with this. */
  #nextLine: string | null = null

  plain(text: string): void {
    this.#write(text, this.#afterWord && wordAfter.test(text))
    if (text !== '') this.#afterWord = false
  }

  word(text: string): void {
    const grows = this.#afterWord ? wordAfter.test(text) : wordBefore.test(this.#tail)
    this.#write(text, grows)
    this.#afterWord = true
  }

  fence(code: string): void {
    const marks = this.#nextLine ?? quoteMarks.exec(this.#lineHead)?.[0] ?? ''
    const atLineStart = this.#nextLine === null && this.#lineHead.length === marks.length
    // A fence ends at three backticks: those inside the code are told apart by an invisible character.
    const inside = code.replace(/^\n|\n$/g, '').replaceAll('```', '``\u200b`')
    const lines = ['```', ...inside.split('\n'), '```'].join(`\n${marks}`)
    this.#nextLine = null
    this.#append(atLineStart ? lines : `\n${marks}${lines}`)
    this.#nextLine = marks
    this.#afterWord = false
  }

  text(): string {
    return this.#parts.join('')
  }

  #write(text: string, apart: boolean): void {
    if (this.#nextLine === null) return this.#append(apart ? ` ${text}` : text)
    const rest = text.replace(/^ +/, '')
    if (rest === '') return
    const marks = this.#nextLine
    this.#nextLine = null
    this.#append(rest.startsWith('\n') ? rest : `\n${marks}${rest}`)
  }

  #append(text: string): void {
    this.#parts.push(text)
    this.#tail = (this.#tail + text.slice(-2)).slice(-2)
    const lineStart = text.lastIndexOf('\n') + 1
    this.#lineHead = (
      (lineStart === 0 ? this.#lineHead : '') + text.slice(lineStart, lineStart + 64)
    ).slice(0, 64)
  }
}
