import { allowInsecureRequests, type Configuration, discovery, enableNonRepudiationChecks } from "openid-client"
import { isLoopback, settings } from "./settings"

/** Seconds to wait for a response of Nanostack. */
const timeout = 10

let known: Promise<Configuration> | undefined

/** Returns the OpenID Connect configuration of Nanostack, read once. */
export function provider(): Promise<Configuration> {
  known ??= discover().catch((error: unknown) => {
    known = undefined
    throw error
  })
  return known
}

function discover(): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings()
  const execute = [enableNonRepudiationChecks, ...(isLoopback(issuer) ? [allowInsecureRequests] : [])]
  return discovery(issuer, clientId, clientSecret, undefined, { execute, timeout })
}
