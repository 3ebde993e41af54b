import { z } from 'zod'
import { limits } from '../limits.ts'

export const emojiSchema = z.string().min(1).max(limits.emojiChars)
