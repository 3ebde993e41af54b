/** What a person's browser or mail program may be asked to open. */
const schemes = new Set(['https:', 'http:', 'mailto:'])

/** ShellExecute on Windows cuts at 2081 characters. */
const maxChars = 2_000

/**
 * An address as it may be handed to the system, or null. The system starts whatever program claims a scheme, so the list is of
 * what is allowed, and what goes out is what the parser understood, never the text that came in.
 */
export function externalAddress(text: string): string | null {
  // The parser drops tabs, line ends and surrounding blanks in silence; no honest link has them.
  if (text.length > maxChars || /[\u0000-\u0020\u007f-\u009f]/.test(text)) return null
  const url = URL.parse(text)
  if (!url || !schemes.has(url.protocol)) return null
  // `https://bank.example@evil.example` shows one name and opens another.
  if (url.username || url.password) return null
  // Some mail programs take files along that the link names.
  if (url.protocol === 'mailto:' && /[?&]attach/i.test(url.search)) return null
  return url.href.length > maxChars ? null : url.href
}
