import pino, { type Logger } from 'pino'

/** JSON lines on stderr. What people write, tokens and addresses are never handed in; the paths are a second lock. */
export function createLog(level: string): Logger {
  return pino(
    {
      name: 'parley',
      level,
      redact: {
        paths: [
          'req.headers',
          'headers',
          'token',
          '*.token',
          'password',
          '*.password',
          'email',
          '*.email',
          'text',
          '*.text',
        ],
        censor: '[kept out]',
      },
      serializers: {
        // Messages of foreign errors may quote values; where it happened is enough to find it.
        err: (error: Error & { code?: unknown }) => ({
          name: error.name,
          code: error.code,
          stack: error.stack?.split('\n').slice(1).join('\n'),
        }),
        req: () => undefined,
        res: () => undefined,
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}
