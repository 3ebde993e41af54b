/** Whether a title holds what was typed, whatever the case and accents. */
export function titleMatches(title: string, typed: string): boolean {
  return plain(title).includes(plain(typed.trim()))
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
