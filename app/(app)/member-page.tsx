import "server-only"
import { notFound, redirect } from "next/navigation"
import type { ReactNode } from "react"
import NotFound from "@/app/not-found"
import { address, type RawSearch, readSearch, type Search } from "@/components/search-params"
import { type AppError, isAppError } from "@/lib/core/errors"
import { sentence } from "@/lib/core/forms/failure"
import { answerWith } from "@/lib/core/http/page-status"
import type { Actor } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { complyPathOf } from "@/lib/core/identity/comply"
import { actorIn, requireUser } from "@/lib/core/identity/page-session"
import type { Permission } from "@/lib/core/identity/permissions"
import { listAdmins } from "@/lib/memberships/list"
import { suspendedIn } from "@/lib/memberships/suspended"
import { termsDue } from "@/lib/terms/service"
import { absent } from "./shell/absent"
import { NoOrganization } from "./shell/no-organization"
import { Missing, PageRefused } from "./shell/refused"
import { Shell } from "./shell/shell"
import { readStanding, type Standing } from "./shell/standing"
import { Suspended } from "./shell/suspended"

type Given = { me: UserCaller; org: string | undefined; search: Search; params: Record<string, string> }

type PageProps = { params: Promise<Record<string, string>>; searchParams: RawSearch }

type Options<P extends Permission | "self"> = {
  /** The page's path, with parameters in braces, such as /members/{id}. */
  path: string
  permission: P
  render: (given: P extends Permission ? Given & { org: string; actor: Actor<P> } : Given) => Promise<ReactNode>
}

/**
 * Declares a signed-in page, like an endpoint: signed in → `?org=` → permission there → `render`, within the shell.
 * People outside the organization get the same 404 as for an unknown one; members without the permission see which one
 * is missing, and who can grant it.
 */
export function memberPage<P extends Permission | "self">({ path, permission, render }: Options<P>) {
  return async function page(props: PageProps) {
    const params = await props.params
    const search = await readSearch(props.searchParams)
    const here = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""))
    const me = await requireUser(address(here, search))
    // Who does not accept the terms can still export their data and close the account.
    if (path !== "/profile/data" && (await termsDue(me.userId)))
      redirect(address("/terms", { next: address(here, search) }))
    const access = await readStanding(me, search.org).catch(absent)
    if (!access || (!access.current && search.org)) {
      const suspended = search.org ? await suspendedIn(me, search.org) : null
      if (suspended === null) return notHere(<NotFound />)
      answerWith(403)
      return (
        <Shell path={here} me={me} access={access ?? (await readStanding(me, undefined))} done={undefined}>
          <Suspended organization={suspended} />
        </Shell>
      )
    }
    const { current } = access
    if (current && !search.org) redirect(address(here, { ...search, org: current.id }))
    const homeless = !current && permission !== "self"
    const content = homeless ? <NoOrganization me={me} /> : await admit()

    async function admit(): Promise<ReactNode> {
      try {
        const actor = permission === "self" ? undefined : await actorIn(me, current?.id, permission)
        return await render({ me, org: current?.id, search, params, actor } as never)
      } catch (error) {
        const comply = complyPathOf(error, address(here, search))
        if (comply) redirect(comply)
        return isAppError(error) && error.status === 403
          ? refused(error, me, current)
          : (absent(error) ?? notHere(<Missing />))
      }
    }

    return (
      <Shell path={here} me={me} access={access} done={search.done}>
        {content}
      </Shell>
    )
  }
}

function notHere(page: ReactNode): ReactNode {
  return answerWith(404) ? page : notFound()
}

async function refused(error: AppError, me: UserCaller, current: Standing["current"]): Promise<ReactNode> {
  answerWith(403)
  const asks = error.details.required !== undefined && current?.permissions.has("users:read")
  const admins = current && asks ? await listAdmins(await actorIn(me, current.id, "users:read"), 3) : []
  return <PageRefused error={await sentence(error)} required={error.details.required} admins={admins} />
}
