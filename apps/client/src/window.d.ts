import type { DesktopBridge } from '@parley/engine'

declare global {
  interface Window {
    /** Put there by the desktop app's preload script. */
    parley?: DesktopBridge
    /** Not in every browser, and not yet in TypeScript's DOM. */
    trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown
    }
  }
}
