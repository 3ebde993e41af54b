const hourMs = 3_600_000

/** Asks the server for a newer build of the page, which a page that stays open for weeks would not do by itself. */
export type UpdateLook = {
  /** The page's service worker is there. */
  registered(registration: Pick<ServiceWorkerRegistration, 'update'> | undefined): void
  /** At most once an hour. */
  whenDue(): void
  /** The server speaks another version: now. */
  atOnce(): void
}

/** The browser asked as it loaded the page: the first hour counts from here. */
export function createUpdateLook(now: () => number): UpdateLook {
  let lookedAt = now()
  let registration: Pick<ServiceWorkerRegistration, 'update'> | undefined
  const look = () => {
    lookedAt = now()
    // Out of reach there is nothing to fetch: the next look asks again.
    registration?.update().catch(() => {})
  }
  return {
    registered: (found) => void (registration = found),
    whenDue() {
      if (now() - lookedAt >= hourMs) look()
    },
    atOnce: look,
  }
}
