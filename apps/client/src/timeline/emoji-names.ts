import type * as EmojiModule from '@parley/markup/emoji'
import { useEffect, useSyncExternalStore } from 'react'

type EmojiNames = typeof EmojiModule

/** Half a megabyte of names: loaded when the first one is met, once a page. */
const loading: { names: EmojiNames | null; begun: boolean; readonly tell: Set<() => void> } = {
  names: null,
  begun: false,
  tell: new Set(),
}

const name = /:[a-z0-9_+-]{1,60}:/

/** Whether a text may hold the name of an emoji. */
export function namesEmoji(text: string): boolean {
  return text.includes(':') && name.test(text)
}

/** The names of emoji, asked for once they are wanted; null until they are here. */
export function useEmojiNames(wanted: boolean): EmojiNames | null {
  useEffect(() => {
    if (!wanted || loading.begun) return
    loading.begun = true
    import('@parley/markup/emoji').then(
      (names) => {
        loading.names = names
        for (const tell of loading.tell) tell()
      },
      () => {
        // Offline before it was ever fetched: asked again by the next who wants it.
        loading.begun = false
      },
    )
  }, [wanted])
  return useSyncExternalStore(subscribe, () => loading.names)
}

function subscribe(tell: () => void): () => void {
  loading.tell.add(tell)
  return () => loading.tell.delete(tell)
}
