/**
 * A part of the page that is loaded after its first sight. A deploy takes the file of an older page away: where the server is there
 * and the part is not, the page is loaded anew, once; what fails still is thrown.
 */
export function createPart<T>(deps: {
  load(): Promise<T>
  /** Whether the server is there to load the page from. */
  answers(): Promise<boolean>
  /** Outlives the page. */
  reloaded: { get(): boolean; set(reloaded: boolean): void }
  reload(): void
}): () => Promise<T> {
  const { load, answers, reloaded, reload } = deps
  return async () => {
    try {
      const part = await load()
      reloaded.set(false)
      return part
    } catch (cause) {
      if (!reloaded.get() && (await answers().catch(() => false))) {
        reloaded.set(true)
        // Where the browser keeps nothing, it would go on for ever.
        if (reloaded.get()) {
          reload()
          // Nothing more is shown by this page.
          return await new Promise<never>(() => {})
        }
      }
      throw new Error('A part of Parley could not be loaded. Look at your network and try again.', {
        cause,
      })
    }
  }
}
