import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'

export type FaceSize = 'small' | 'large'

/** Photos by whose they are, as far as they are at hand. Asking for one that is not brings it. */
export type Faces = {
  subscribe(hear: () => void): () => void
  of(id: string, size: FaceSize): string | undefined
}

export const FacesContext = createContext<Faces | null>(null)

const never = () => () => {}

/** The photo of whoever has this id, as an image's source; undefined for none, and while it is on its way. */
export function useFace(id: string, size: FaceSize): string | undefined {
  const faces = useContext(FacesContext)
  const read = useCallback(() => faces?.of(id, size), [faces, id, size])
  return useSyncExternalStore(faces?.subscribe ?? never, read)
}
