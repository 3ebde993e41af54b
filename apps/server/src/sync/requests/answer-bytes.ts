import { limits } from '@parley/protocol'

const bytesOf = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

/** Reads again with half as many asked for until the texts fit a frame; one alone goes, however long. */
export function fitting<Page extends { texts: readonly string[] }>(
  count: number,
  read: (count: number) => Page,
): { page: Page; count: number } {
  let page = read(count)
  while (page.texts.length > 1 && bytesOf(page.texts) > limits.frameBytes) {
    count = Math.ceil(Math.min(count, page.texts.length) / 2)
    page = read(count)
  }
  return { page, count }
}
