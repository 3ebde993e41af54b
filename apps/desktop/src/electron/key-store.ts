import { safeStorage } from 'electron'
import type { KeyStore } from '../accounts/token-vault.ts'

/** `basic_text` encrypts with a password that stands in Chromium's source: plain text with a bow. */
const hiding: ReadonlySet<string> = new Set(['basic_text', 'unknown'])

export const systemKeyStore: KeyStore = {
  usable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || !hiding.has(safeStorage.getSelectedStorageBackend())),
  encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
  decrypt: (encrypted) => safeStorage.decryptString(Buffer.from(encrypted, 'base64')),
}
