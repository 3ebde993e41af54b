/** The page's name in its tab: "(3) Brand site redesign · Parley". */
export function pageTitle(unread: number, room: string | undefined): string {
  const count = unread === 0 ? '' : `(${unread > 99 ? '99+' : unread}) `
  return `${count}${room === undefined ? 'Parley' : `${room} · Parley`}`
}

/** The sign as in public/icon.svg, with a dot and the count where something is unread. As an address for an icon link. */
export function pageIcon(unread: number): string {
  if (unread === 0) return '/icon.svg'
  const text = unread > 99 ? '99' : String(unread)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="116" fill="#14796b"/><path fill="#fff" d="M146 120h150c62 0 108 42 108 100s-46 100-108 100h-74l-62 62c-9 9-22 3-22-9V320c-28-8-48-32-48-62V178c0-34 24-58 56-58Z"/><circle cx="352" cy="352" r="160" fill="#d2452c"/><text x="352" y="424" font-family="system-ui,sans-serif" font-size="${text.length > 1 ? 190 : 220}" font-weight="700" text-anchor="middle" fill="#fff">${text}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Writes both onto the page, and the count onto the installed app's icon where there is one. */
export function showPageSign(page: Document, unread: number, room: string | undefined): void {
  page.title = pageTitle(unread, room)
  const link = page.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const icon = pageIcon(unread)
  if (link !== null && link.getAttribute('href') !== icon) link.href = icon
  const { navigator } = page.defaultView ?? {}
  // Refused where the app is not installed; the title says it anyway.
  if (navigator !== undefined && 'setAppBadge' in navigator)
    void navigator.setAppBadge(unread).catch(() => undefined)
}
