import type { KoaContextWithOIDC } from "oidc-provider"
import { shownRequestId } from "../core/context"
import { env } from "../core/env"
import { seal } from "../core/seal"
import { leave } from "./leave"

/** What our page says about a request that failed. */
export type Failure = {
  error: string
  description?: string | undefined
  applicationId?: string | undefined
  request: string
}

/** Seals what the page shows, so that no link can put words on it. */
export function failureAddress(failure: Omit<Failure, "request">): string {
  const sealed = seal("oidc-failure", { ...failure, request: shownRequestId() })
  return `/authorize?failed=${Buffer.from(sealed).toString("base64url")}`
}

/** Shows an error on our own page: no one is sent anywhere by a request that may be forged. */
export function showFailure(ctx: KoaContextWithOIDC, error: string, description?: string): void {
  const applicationId = ctx.oidc.client?.clientId
  ctx.remove("Location")
  if (ctx.accepts("json", "html") !== "html" || !isPage(ctx)) {
    ctx.body = { error, error_description: description }
    return
  }
  ctx.redirect(failureAddress({ error, description, applicationId }))
  ctx.status = 303
}

const isPage = ({ path }: KoaContextWithOIDC) => /^\/oauth\/(authorize|end-session)(\/|$)/.test(path)

/**
 * Finishes the engine's responses for browsers. Errors before a person has acted stay on our page, except for
 * `prompt=none`. After our page, which a form may have led to, the way back to the application is a page of its own.
 */
export async function finishForBrowsers(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  // The engine lists its own; our applications have one.
  if (ctx.oidc.route === "discovery" && ctx.body instanceof Object)
    Object.assign(ctx.body, { response_modes_supported: ["query"] })
  withoutSession(ctx)
  // The engine sends an error in the way that was asked for, although no application has another one than this.
  const mode = ctx.oidc.params?.response_mode
  if (isPage(ctx) && mode !== undefined && mode !== "query")
    return showFailure(ctx, "invalid_request", "response_mode is not supported")
  const to = ctx.response.get("location")
  if (!to || !isPage(ctx) || to.startsWith("/") || to.startsWith(`${env().PUBLIC_URL}/`)) return
  const resumed = ctx.oidc.route === "resume"
  const { searchParams } = new URL(to)
  const error = searchParams.get("error")
  if (!resumed && error && !ctx.oidc.prompts.has("none"))
    return showFailure(ctx, error, searchParams.get("error_description") ?? undefined)
  if (resumed) leave(ctx, to)
}

/** The engine's session is a view of ours: its cookie never leaves the server. */
function withoutSession(ctx: KoaContextWithOIDC): void {
  const { response } = ctx
  const cookies = [response.get("set-cookie")].flat().filter(Boolean)
  const kept = cookies.filter((cookie) => !cookie.startsWith("nanostack.engine"))
  if (kept.length === cookies.length) return
  if (kept.length > 0) ctx.set("set-cookie", kept)
  else ctx.remove("set-cookie")
}
