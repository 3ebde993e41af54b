import { checkKey } from '../key.ts'
import { openStore, type OpenedStore, type StoreOptions } from '../open.ts'
import { nativeFiles } from './files.ts'

export { storeKey } from '../key.ts'
export type { Found, OpenedStore } from '../open.ts'

/**
 * Opens a person's two files in `dir`, which is made when missing. `key` names the files (see `storeKey`). Throws only what the
 * system refuses: an unwritable folder, a full disk.
 */
export function openNative(options: StoreOptions & { dir: string; key: string }): OpenedStore {
  return openStore(nativeFiles(options.dir, checkKey(options.key)), options)
}
