/** One end of a MessagePort, whoever made it: Electron, Node or a page. Nothing is heard before `listen`. */
export type Wire = {
  post(message: unknown): void
  listen(hear: (message: unknown) => void): void
  onClose(run: () => void): void
  close(): void
}
