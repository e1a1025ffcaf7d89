import "server-only"
import { address } from "@/components/search-params"
import { safeNext } from "@/lib/core/forms/safe-next"
import { callerOfSession, type UserCaller } from "@/lib/core/identity/caller"
import type { SignIn } from "@/lib/sessions/service"
import { absent } from "./absent"
import { readStanding, type Standing } from "./standing"

type Options = {
  /** The page that was asked for, as the client sent it; nothing for where the person begins. */
  next?: string | undefined
  /** The organization that they come to. */
  org?: string | undefined
  /** What has just happened: a notice of the shell. */
  done?: string | undefined
}

/**
 * Returns the final address of where somebody lands after signing in, registering, verifying or joining: the page does
 * not redirect again, so that no empty document is shown in between. Admins begin at the overview, super admins without
 * an organization at the tenants, everyone else at the profile.
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

/** As `landing`, for somebody whose session has just begun. */
export async function landingAfter({ userId, sessionId }: SignIn, options: Options = {}): Promise<string> {
  const me = await callerOfSession(userId, sessionId)
  return me ? landing(me, options) : "/login"
}

/** The notice for somebody whose closed account came back with this sign-in. */
export const welcomeBack = ({ restored }: SignIn): string | undefined =>
  restored && `restored-${restored.toISOString().slice(0, 10)}`

function startPage(me: UserCaller, current: Standing["current"]): string {
  if (current?.permissions.has("audit:read")) return "/overview"
  return !current && me.superAdmin ? "/tenants" : "/profile"
}

/** The pages that name an organization in their address; an invite's link is none of them. */
const isMemberPage = (path: string) =>
  /^\/(overview|members|api-keys|audit|organization|tenants|profile)(\/|$)|^\/invites(\/(new|many|sent)(\/|$)|$)/.test(
    path,
  )

/** Of the organization named, if they have a part in it; else of the one last used. */
async function standingAt(me: UserCaller, org: string | undefined): Promise<Standing> {
  const named = org ? await readStanding(me, org).catch(absent) : null
  return named?.current ? named : readStanding(me, undefined)
}
