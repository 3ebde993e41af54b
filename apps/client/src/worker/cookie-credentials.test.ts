import { expect, test } from 'vitest'
import { cookieCredentials } from './cookie-credentials.ts'

test('[X5] a cookie is prolonged by asking the server who it belongs to; the socket is told nothing', async () => {
  const asked: unknown[] = []
  const { token, renew } = cookieCredentials('https://parley.example', async (url) => {
    asked.push(url)
    return Response.json({})
  })
  expect(await token()).toBeNull()
  expect(asked).toEqual([])
  expect(await renew()).toBeNull()
  expect(asked).toEqual(['https://parley.example/api/v1/session'])
})

test('a session that was not prolonged is tried again', async () => {
  const { renew } = cookieCredentials('https://parley.example', async () =>
    Response.json({ code: 'unauthenticated' }, { status: 401 }),
  )
  await expect(renew()).rejects.toThrow('401')
})
