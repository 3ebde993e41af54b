import { isAbsolute } from 'node:path'
import { parseServerAddress } from '../accounts/server-address.ts'

export type LaunchOptions = {
  /** Offered first when someone signs in. */
  server: string | null
  /** Where this installation keeps its files, instead of the system's place. */
  profile: string | null
}

/**
 * From a command line. Other programs can start the app with words of their choice, so whatever is not exactly one of the two
 * options is ignored, and neither of them reaches further than what a person could type into the window.
 */
export function launchOptions(argv: readonly string[]): LaunchOptions {
  const valueOf = (name: string) =>
    argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
  const server = parseServerAddress(valueOf('server') ?? '')
  const profile = valueOf('profile')
  return {
    server: server.ok ? server.address : null,
    profile: profile !== undefined && isAbsolute(profile) ? profile : null,
  }
}
