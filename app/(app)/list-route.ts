import "server-only"
import { headers } from "next/headers"
import { redirect, unstable_rethrow } from "next/navigation"
import type { NextRequest } from "next/server"
import type { Search } from "@/components/search-params"
import { requestContext, withRequest } from "@/lib/core/context"
import { toResponse } from "@/lib/core/http/response"
import type { Actor } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { actorIn, currentUser, signInAddress } from "@/lib/core/identity/page-session"
import type { Permission } from "@/lib/core/identity/permissions"

type Options<P extends Permission> = {
  /** Path of the list, to return to after signing in. */
  path: string
  permission: P
  respond: (given: { me: UserCaller; actor: Actor<P>; search: Search }) => Response | Promise<Response>
}

/** Serves a list in another format than its page: signed in → `?org=` → permission there → `respond`. */
export function listRoute<P extends Permission>({ path, permission, respond }: Options<P>) {
  return async function get({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
    return withRequest(requestContext(await headers()), async () => {
      try {
        const me = await currentUser()
        if (!me) redirect(signInAddress(`${path}?${searchParams}`))
        const actor = await actorIn(me, searchParams.get("org") ?? undefined, permission)
        return await respond({ me, actor, search: Object.fromEntries(searchParams) })
      } catch (error) {
        unstable_rethrow(error)
        return toResponse(error)
      }
    })
  }
}

/** One part of all rows that match a list's filters, for a selection across pages. */
export const selectable = (rows: readonly object[], next: string | null): Response =>
  Response.json({ rows, next }, { headers: { "cache-control": "no-store" } })

/** Rows per part of a selection. */
export const selectedAtOnce = 1_000
