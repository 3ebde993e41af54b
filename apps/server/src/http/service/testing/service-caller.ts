import type { Scope } from '../../../service-tokens/scopes.ts'
import { scopeNames } from '../../../service-tokens/scopes.ts'
import type { TestServer } from '../../../testing/test-server.ts'

export type Answer<T = Record<string, unknown>> = { status: number; body: T }

/** Calls the API as a service would, with a token that was made for it. */
export function serviceCaller(
  here: TestServer,
  { name = 'Market', scopes = scopeNames }: { name?: string; scopes?: readonly Scope[] } = {},
) {
  const { token, secret } = here.server.tokens.add({ name, scopes })
  async function call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await here.request(path, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    // Each test says what it expects of the body.
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T }
  }
  return { token, secret, call }
}
export type ServiceCaller = ReturnType<typeof serviceCaller>
