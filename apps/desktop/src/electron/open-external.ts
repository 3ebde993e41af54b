import { shell } from 'electron'
import { externalAddress } from '../navigation/external.ts'

/** The only way out to other programs. Checks again, whoever calls. */
export async function openExternal(text: string): Promise<void> {
  const address = externalAddress(text)
  // Nobody can do anything about a system without a browser.
  if (address !== null) await shell.openExternal(address).catch(() => {})
}
