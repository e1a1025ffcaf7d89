import { AppError } from "../errors"
import type { Incoming } from "../http/read-body"
import { callerOfApplication } from "./application-caller"
import { isOfApplication } from "./application-tokens"
import { type Caller, callerOfKey } from "./caller"
import { callerOfAccessToken } from "./token-caller"

/**
 * Returns the caller of a request, from an access token, an application's token or an API key in `Authorization:
 * Bearer`, never a cookie.
 * @throws AppError unauthenticated, invalid_token
 */
export async function callerOfRequest(request: Incoming): Promise<Caller> {
  const header = request.headers.get("authorization")
  if (header === null) throw new AppError("unauthenticated")
  const credential = /^Bearer +([A-Za-z0-9._~+/=-]{1,8192})$/i.exec(header)?.[1]
  if (!credential) throw new AppError("invalid_token")
  if (credential.startsWith("nsk_")) return callerOfKey(credential)
  return isOfApplication(credential) ? callerOfApplication(credential) : callerOfAccessToken(credential)
}
