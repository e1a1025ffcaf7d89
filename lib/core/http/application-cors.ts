import type { IncomingMessage } from "node:http"
import { decodeJwt } from "jose"
import { cached } from "../cache/authorization-cache"
import { db } from "../db/client"
import { isUnavailable } from "../db/errors"
import { isAppError } from "../errors"
import { isOfApplication } from "../identity/application-tokens"
import { currentClient } from "../rate-limit/client-network"
import { limitHere } from "../rate-limit/local-limits"
import { allowing, isAllowedOrigin } from "./cors"

/**
 * CORS headers for a page of an application, which may call with that application's tokens. Null for other requests. A
 * preflight names no application: it is allowed where one has this origin.
 */
export async function applicationCors(
  { headers }: Pick<IncomingMessage, "headers">,
  asking: boolean,
): Promise<Record<string, string> | null> {
  const { origin } = headers
  if (origin === undefined || isAllowedOrigin(origin) || !/^https?:\/\/[^/]{1,260}$/.test(origin)) return null
  const id = asking ? null : applicationOf(headers.authorization)
  if (!asking && id === null) return null
  const ids = await applicationsAt(origin)
  return (id === null ? ids.length > 0 : ids.includes(id)) ? allowing(origin, asking) : null
}

/** The application that a request's token says to be of; whether that is true is checked with the token. */
function applicationOf(authorization: string | undefined): string | null {
  const token = /^Bearer +([\w.-]{1,8192})$/i.exec(authorization ?? "")?.[1]
  if (!token || !isOfApplication(token)) return null
  try {
    return String(decodeJwt(token).client_id)
  } catch {
    return null
  }
}

async function applicationsAt(origin: string): Promise<string[]> {
  try {
    return (await cached(`applications at ${origin}`, () => read(origin))) ?? []
  } catch (error) {
    // What is wrong is in the response: only whether a page may read it is decided here.
    if (isAppError(error) || isUnavailable(error)) return []
    throw error
  }
}

/** @throws AppError rate_limited: what is unknown costs a statement */
async function read(origin: string) {
  limitHere("client", currentClient())
  const rows = await db().applicationOrigin.findMany({ where: { origin }, select: { applicationId: true } })
  const value = rows.map(({ applicationId }) => applicationId)
  if (value.length === 0) return null
  return { value, tags: [`application:${origin}`, ...value.map((id) => `application:${id}` as const)] as const }
}
