import { html, Html } from './html.ts'
import type { Mail } from './port.ts'

/** A short letter with one thing to press. Every field is plain text. */
export type Letter = {
  subject: string
  /** Said before the link, a paragraph each. */
  before: readonly string[]
  link: { words: string; address: string }
  after: readonly string[]
}

/** The letter as a mail, both ways. Colours only where both a light and a dark mail program leave them readable. */
export function mailOf(letter: Letter, to: string): Mail {
  const { before, link, after } = letter
  const text = [...before, `${link.words}:\n${link.address}`, ...after].join('\n\n')
  const paragraph = (words: string) => html`<p style="margin:0 0 16px">${words}</p>`
  const together = (pieces: readonly Html[]) => new Html(pieces.map((piece) => piece.text).join(''))
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>${letter.subject}</title>
      </head>
      <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
        <div style="max-width:32em">
          ${together(before.map(paragraph))}
          <p style="margin:0 0 16px">
            <a
              href="${link.address}"
              style="display:inline-block;padding:10px 18px;border-radius:8px;background:#00776a;color:#ffffff;text-decoration:none"
              >${link.words}</a
            >
          </p>
          ${together(after.map(paragraph))}
        </div>
      </body>
    </html>`
  return { to, subject: letter.subject, text: `${text}\n`, html: page.text }
}

/**
 * Words somebody chose for themselves, as they may stand in a mail to strangers: one line, no signs that turn the text around,
 * and nothing that a mail program would make a link of.
 */
export function plainWords(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/:\/\//g, ': ')
    .replace(/\.(?=[\p{L}\p{N}]{2})/gu, '. ')
    .replace(/@(?=\S)/g, '@ ')
    .replace(/\s+/g, ' ')
    .trim()
}
