const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

/** The words of rendered HTML, for measuring with: tags go, lines stay. One pass, whatever is in it. */
export function textOfHtml(html: string): string {
  let text = ''
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    const close = html.indexOf('>', open)
    if (close < 0) break
    text += html.slice(at, open)
    const tag = html.slice(open, Math.min(open + 12, close))
    if (/^<(?:\/p|\/li|\/pre|\/tr|br)/.test(tag)) text += '\n'
    at = close + 1
  }
  text += html.slice(at)
  return text.replace(/&(#?\w{1,8});/g, (whole, name: string) => entities[name] ?? whole).trim()
}
