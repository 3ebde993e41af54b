/** How one delivery went, in words: "answered 204", "The connection was refused." */
export function attemptWords({
  status,
  error,
}: {
  readonly status: number | null
  readonly error: string | null
}): { said: string; good: boolean } {
  if (status === null) return { said: error ?? 'No answer.', good: false }
  return { said: `answered ${status}`, good: status >= 200 && status < 300 }
}
