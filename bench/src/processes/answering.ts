/** What a child process answers, by name. Arguments and results are plain JSON. */
export type Handlers = Record<string, (...args: never[]) => unknown>

export type Question = { id: number; ask: string; args: unknown[] }
export type Answer = { id: number; value: unknown } | { id: number; error: string }

/**
 * Answers the parent's questions from here on. The process ends with its parent, however that ends. What is measured here is
 * measured between a question and its answer, so that starting up never counts.
 */
export function answer(handlers: Handlers): void {
  process.on('message', (message) => {
    // From our own parent, over our own channel.
    const { id, ask, args } = message as Question
    const reply = (result: Answer) => void process.send?.(result)
    const handler = handlers[ask] as ((...given: unknown[]) => unknown) | undefined
    Promise.resolve()
      .then(() => handler?.(...args))
      .then(
        (value) => reply({ id, value }),
        (error: unknown) =>
          reply({
            id,
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          }),
      )
  })
  process.on('disconnect', () => process.exit(0))
}
