/** A message as a tree: what a screen, a mail or a notification is made from. Holds no HTML. */
export type Block =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'code'; text: string; language: string | null }
  | { kind: 'quote'; blocks: Block[] }

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; inlines: Inline[] }
  /** `href` begins with https:, http: or mailto:. */
  | { kind: 'link'; href: string; text: string }
  /** A name after `@`, lower case, whether or not anyone is called so. */
  | { kind: 'mention'; name: string }
