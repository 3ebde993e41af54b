import { createHmac } from 'node:crypto'

/**
 * The secret of a webhook, which its owner is shown once. It follows from the server's own secret, so that no file holds it:
 * whoever gets at the database cannot sign.
 */
export function webhookSecret(serverSecret: string, webhook: string): string {
  return `whsec_${createHmac('sha256', serverSecret).update(`webhook ${webhook}`).digest('hex')}`
}

/** `sha256=` and the hex of HMAC-SHA256 over "TIMESTAMP.BODY"; the timestamp, in seconds, comes in a header of its own. */
export function signature(secret: string, timestampS: number, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex')}`
}
