import "server-only"
import { address } from "@/components/search-params"
import { safeNext } from "@/lib/core/forms/safe-next"
import { callerOfSession, type UserCaller } from "@/lib/core/identity/caller"
import type { SignIn } from "@/lib/sessions/service"
import { absent } from "./absent"
import { readStanding, type Standing } from "./standing"

type Options = {
  /** The requested page, as the client sent it; undefined for the default. */
  next?: string | undefined
  /** The organization to show. */
  org?: string | undefined
  /** The result of the previous action: a notice of the shell. */
  done?: string | undefined
}

/**
 * Returns the final URL after signing in, registering, verifying or joining: it doesn't redirect again, so that no
 * empty document shows in between. Admins start at the overview, super admins without an organization at the tenants,
 * everyone else at the profile.
 */
export async function landing(me: UserCaller, { next, org, done }: Options = {}): Promise<string> {
  const asked = next ? safeNext(next, "") : ""
  const url = asked && asked !== "/" ? new URL(asked, "http://here.invalid") : null
  const named = url?.searchParams.get("org") ?? org
  if (url && (named || !isMemberPage(url.pathname))) return asked
  const { current } = await standingAt(me, named)
  if (!url) return address(startPage(me, current), { org: current?.id, done })
  if (current) url.searchParams.set("org", current.id)
  if (done) url.searchParams.set("done", done)
  return url.pathname + url.search + url.hash
}

/** Like `landing`, for a session that has just started. */
export async function landingAfter({ userId, sessionId }: SignIn, options: Options = {}): Promise<string> {
  const me = await callerOfSession(userId, sessionId)
  return me ? landing(me, options) : "/login"
}

/** The notice for a closed account that this sign-in restored. */
export const welcomeBack = ({ restored }: SignIn): string | undefined =>
  restored && `restored-${restored.toISOString().slice(0, 10)}`

function startPage(me: UserCaller, current: Standing["current"]): string {
  if (current?.permissions.has("audit:read")) return "/overview"
  return !current && me.superAdmin ? "/tenants" : "/profile"
}

/** Pages with an organization in their URL; an invite's link isn't one. */
const isMemberPage = (path: string) =>
  /^\/(overview|members|api-keys|applications|audit|organization|tenants|profile)(\/|$)|^\/invites(\/(new|many|sent)(\/|$)|$)/.test(
    path,
  )

/** In the named organization, if the person has access to it; otherwise in the one used last. */
async function standingAt(me: UserCaller, org: string | undefined): Promise<Standing> {
  const named = org ? await readStanding(me, org).catch(absent) : null
  return named?.current ? named : readStanding(me, undefined)
}
