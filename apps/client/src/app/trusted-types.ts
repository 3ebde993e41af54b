/** The one policy of the page: scripts and Workers come from its own origin, and no string becomes HTML or code. */
export function guardScripts(page: Window & typeof globalThis): void {
  page.trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { origin, href } = new URL(url, page.location.href)
      if (origin !== page.location.origin) throw new TypeError(`no script from ${origin}`)
      return href
    },
  })
}
