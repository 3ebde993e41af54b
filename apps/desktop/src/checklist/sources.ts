import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const src = join(import.meta.dirname, '..')

type Source = { file: string; text: string; code: string }

/** Every file that ends up in the app, by its path below src. `code` is without comments. */
function sources(): Source[] {
  return globSync('**/*.ts', { cwd: src })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.ts$|(^|\/)testing\/|^checklist\//.test(file))
    .sort()
    .map((file) => {
      const text = readFileSync(join(src, file), 'utf8')
      return { file, text, code: withoutComments(text) }
    })
}

/** Files whose code matches. */
export const filesWith = (pattern: RegExp) =>
  sources()
    .filter(({ code }) => pattern.test(code))
    .map(({ file }) => file)

export function codeOf(file: string): string {
  const found = sources().find((source) => source.file === file)
  if (!found) throw new Error(`there is no ${file}`)
  return found.code
}

/** A `//` inside an address is no comment: before one stands a blank or the line's start. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}
