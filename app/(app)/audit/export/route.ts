import { headers } from "next/headers"
import { redirect, unstable_rethrow } from "next/navigation"
import type { NextRequest } from "next/server"
import { auditCsv } from "@/lib/audit-events/csv"
import { requestContext, withRequest } from "@/lib/core/context"
import { csv } from "@/lib/core/http/csv-response"
import { toResponse } from "@/lib/core/http/response"
import { actorIn, currentUser, signInAddress } from "@/lib/core/identity/page-session"
import { auditQuery } from "../query"

/** The events of an organization that fit the filters, as CSV. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  return withRequest(requestContext(await headers()), async () => {
    try {
      const me = await currentUser()
      if (!me) redirect(signInAddress(`/audit?${searchParams}`))
      const here = await actorIn(me, searchParams.get("org") ?? undefined, "audit:read")
      const { actor, query } = await auditQuery(me, here, Object.fromEntries(searchParams), 100)
      return csv("audit-events.csv", auditCsv(actor, query))
    } catch (error) {
      unstable_rethrow(error)
      return toResponse(error)
    }
  })
}
