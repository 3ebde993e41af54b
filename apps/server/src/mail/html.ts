const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A piece of HTML; only `html` makes one. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** HTML in which every value is text and nothing else; other pieces of HTML stay what they are. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const put = (value: string | Html | undefined) =>
    value instanceof Html ? value.text : escaped(value ?? '')
  return new Html(parts.map((part, index) => part + put(values[index])).join(''))
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')
