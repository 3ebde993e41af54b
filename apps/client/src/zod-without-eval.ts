import { z } from 'zod'

// Does something when imported, against the house rule: zod asks while schemas are made, so while `protocol` is imported, whether
// it may compile code, and the question alone breaks the content policy (a violation is reported). Imported first by each main file.
z.config({ jitless: true })
