import { env } from "../core/env"
import { fieldError } from "../core/errors"
import { isLoopback } from "../core/loopback"
import type { ApplicationType } from "./schema"

type Uris = {
  redirect_uris: readonly string[]
  post_logout_uris: readonly string[]
  allowed_origins: readonly string[]
  return_uris: readonly string[]
  initiate_login_uri: string | null
  backchannel_logout_uri: string | null
  device_code: boolean
}

/**
 * Checks an application's addresses. They are compared as text later, so each has to be spelled as the URL standard
 * writes it.
 * @throws AppError validation_failed
 */
export function checkUris(type: ApplicationType, uris: Uris): void {
  if (type !== "machine" && !uris.device_code && uris.redirect_uris.length === 0)
    throw fieldError("redirect_uris", "required")
  if (type === "machine" && uris.redirect_uris.length > 0)
    throw fieldError("redirect_uris", "invalid", { reason: "redirect_machine" })
  const check = (name: "redirect_uris" | "post_logout_uris") => {
    for (const [i, uri] of uris[name].entries()) {
      if (!mayReturnTo(type, uri)) throw fieldError(`${name}.${i}`, "invalid", { reason: "redirect_uri" })
    }
  }
  check("redirect_uris")
  check("post_logout_uris")
  for (const [i, origin] of uris.allowed_origins.entries()) {
    const url = URL.canParse(origin) ? new URL(origin) : null
    if (!url || url.origin !== origin || !isWeb(url))
      throw fieldError(`allowed_origins.${i}`, "invalid", { reason: "origin" })
  }
  for (const [i, uri] of uris.return_uris.entries()) {
    if (!mayReturnTo("web", uri) || uri.includes("?"))
      throw fieldError(`return_uris.${i}`, "invalid", { reason: "return_uri" })
  }
  for (const name of ["initiate_login_uri", "backchannel_logout_uri"] as const) {
    const uri = uris[name]
    if (uri !== null && !mayReturnTo("web", uri)) throw fieldError(name, "invalid", { reason: "redirect_uri" })
  }
}

/** Whether people may be sent to this address after signing in to an application of this type. */
export function mayReturnTo(type: ApplicationType, uri: string): boolean {
  if (!URL.canParse(uri) || /[\s\p{Cc}\\*#]/u.test(uri)) return false
  const url = new URL(uri)
  if (url.href !== uri || url.username || url.password || url.origin === env().PUBLIC_URL) return false
  if (isPrivateUse(url)) return type === "native"
  if (url.hostname.endsWith(".")) return false
  // A native application claims an https address; on loopback it listens on whatever port is free.
  return isWeb(url) && !(type === "native" && url.protocol === "https:" && isLoopback(url.hostname))
}

/** https anywhere; http only on this very machine. */
const isWeb = ({ protocol, hostname }: URL) => protocol === "https:" || (protocol === "http:" && isLoopback(hostname))

/** A scheme in the form of a reversed domain (RFC 8252 §7.1), which no browser gives a meaning to. */
export const isPrivateUse = ({ protocol }: URL) => /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(protocol)

/** Origins from which an application's pages may call the token endpoint. */
export function originsOf({ redirect_uris, allowed_origins }: Pick<Uris, "redirect_uris" | "allowed_origins">) {
  const origins = redirect_uris.map((uri) => new URL(uri).origin).filter((origin) => origin !== "null")
  return new Set([...origins, ...allowed_origins])
}
