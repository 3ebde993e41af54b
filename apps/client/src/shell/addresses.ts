/** Where a room and its messages are found (SPEC T5): the same path here and in a link that someone copied. */
export const roomPath = (room: string) => `/r/${room}`
export const messagePath = (room: string, message: string) => `/r/${room}/m/${message}`

/** A message's address, to hand to someone; `server` is the server's own. */
export function messageAddress(server: string, room: string, message: string): string {
  return `${new URL(server).origin}${messagePath(room, message)}`
}

/** What an address of this server leads to; undefined for any other address. */
export function placeOf(
  href: string,
  server: string,
): { readonly room: string; readonly message?: string } | undefined {
  if (!URL.canParse(href)) return undefined
  const { origin, pathname, search } = new URL(href)
  if (origin !== new URL(server).origin || search !== '') return undefined
  const [, room, message] = /^\/r\/([^/]+)(?:\/m\/([^/]+))?\/?$/.exec(pathname) ?? []
  if (room === undefined) return undefined
  const named = { room: decodeURIComponent(room) }
  return message === undefined ? named : { ...named, message: decodeURIComponent(message) }
}
