import type { SubmitEvent } from 'react'

/** A form's submit, with its fields read by name; the page stays. */
export function onSubmit(act: (read: (name: string) => string) => void) {
  return (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    act((name) => {
      const value = fields.get(name)
      return typeof value === 'string' ? value : ''
    })
  }
}
