import { limits, type ErrorCode } from '@parley/protocol'
import type Sharp from 'sharp'
import { pictureTypes, sniff, sniffBytes } from './sniff.ts'

/** A profile photo in its two sizes, WebP, square, upright, without anything the camera wrote into it. */
export type Photo = { large: Buffer; small: Buffer }
export type MadePhoto = { kind: 'made'; photo: Photo } | { kind: 'refused'; code: ErrorCode }

export type PhotoMaker = (picture: Uint8Array) => Promise<MadePhoto>

const largePixels = 512
const smallPixels = 96
/** A picture that takes longer is made to. */
const decodeSeconds = 10
/** Pictures decoded at once, and those that may wait for it, each up to `limits.photoBytes` in memory. */
const atOnce = 2
const mayWait = 16

/** Of the library's readers only these open a picture; every other format is refused before a byte of it is parsed. */
const readers = [
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadNsgifBuffer',
  'VipsForeignLoadWebpBuffer',
]

/**
 * Decodes pictures from strangers. The work runs in the library's threads, a few at a time, bounded in pixels and seconds; the
 * library is loaded with the first picture.
 */
export function createPhotoMaker(): PhotoMaker {
  let sharp: Promise<typeof Sharp> | null = null
  let running = 0
  const waiting: (() => void)[] = []

  async function load() {
    const { default: made } = await import('sharp')
    made.cache(false)
    made.concurrency(1)
    made.block({ operation: ['VipsForeignLoad'] })
    made.unblock({ operation: readers })
    return made
  }

  async function make(picture: Uint8Array): Promise<MadePhoto> {
    const type = await sniff(picture.subarray(0, sniffBytes))
    if (!pictureTypes.has(type)) return { kind: 'refused', code: 'picture-unreadable' }
    const open = await (sharp ??= load())
    // A picture that moves shows its first frame.
    const options = { failOn: 'error', limitInputPixels: limits.photoPixels, pages: 1 } as const
    try {
      const { width, height } = await open(picture, options).metadata()
      if (width * height > limits.photoPixels) return { kind: 'refused', code: 'picture-too-large' }
      const large = await open(picture, options)
        .timeout({ seconds: decodeSeconds })
        .autoOrient()
        .resize(largePixels, largePixels, { fit: 'cover', position: 'attention' })
        .toColourspace('srgb')
        .webp({ quality: 82 })
        .toBuffer()
      const small = await open(large).resize(smallPixels).webp({ quality: 80 }).toBuffer()
      return { kind: 'made', photo: { large, small } }
    } catch (cause) {
      const tooLarge = cause instanceof Error && /pixel limit/i.test(cause.message)
      return { kind: 'refused', code: tooLarge ? 'picture-too-large' : 'picture-unreadable' }
    }
  }

  return async (picture) => {
    if (waiting.length >= mayWait) return { kind: 'refused', code: 'overloaded' }
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await make(picture)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
