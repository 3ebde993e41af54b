/** The page's own origin. Nothing of the web is ever loaded into the window. */
export const appScheme = 'app'
export const appOrigin = `${appScheme}://parley`
export const startPage = `${appOrigin}/`

/** Whether an address is of the page's own origin. Strict on purpose: no user, no port, no look-alike host. */
export function isOwnAddress(address: string): boolean {
  return address === appOrigin || address.startsWith(startPage)
}
