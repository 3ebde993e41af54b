import type { Outcome, ServerCall } from '@parley/engine'
import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import { useSession } from '../data/session.ts'

export type AskServer = <T>(schema: z.ZodType<T>, call: ServerCall) => Promise<Outcome<T>>

const strange = 'The server answered something this version of Parley does not understand.'

/** Asks the server as the person who is signed in, and looks at what comes back. Never throws. */
export function useAskServer(): AskServer {
  const { host, account } = useSession()
  return useCallback(
    async <T>(schema: z.ZodType<T>, call: ServerCall): Promise<Outcome<T>> => {
      const { server, person } = account
      const answer = await host.call({ server, person }, call)
      if (!answer.ok) return answer
      const parsed = schema.safeParse(answer.value)
      if (parsed.success) return { ok: true, value: parsed.data }
      return { ok: false, error: { code: 'not-parley', sentence: strange } }
    },
    [host, account],
  )
}

export type Answer<T> = {
  /** What came last; it stays while it is asked for again. */
  readonly value: T | undefined
  /** Why nothing came the last time, as a sentence. */
  readonly failed: string | undefined
  readonly busy: boolean
  readonly reload: () => void
}

/** What the server answers at an address, asked when it is shown and when the address changes. `schema` never changes. */
export function useAnswer<T>(path: string, schema: z.ZodType<T>): Answer<T> {
  const ask = useAskServer()
  const [state, setState] = useState<{ value: T | undefined; failed?: string; asked: string }>({
    value: undefined,
    asked: '',
  })
  const [turn, setTurn] = useState(0)
  const question = `${turn} ${path}`
  useEffect(() => {
    let current = true
    void ask(schema, { method: 'GET', path }).then((outcome) => {
      if (!current) return
      setState((before) =>
        outcome.ok
          ? { value: outcome.value, asked: question }
          : { value: before.value, failed: outcome.error.sentence, asked: question },
      )
    })
    return () => {
      current = false
    }
  }, [ask, schema, path, question])
  const reload = useCallback(() => setTurn((before) => before + 1), [])
  return { value: state.value, failed: state.failed, busy: state.asked !== question, reload }
}
