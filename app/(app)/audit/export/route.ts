import { headers } from "next/headers"
import { redirect, unstable_rethrow } from "next/navigation"
import type { NextRequest } from "next/server"
import { streamAuditCsv } from "@/lib/audit-events/list"
import { csv, toResponse } from "@/lib/http"
import { actorIn, currentUser, signInAddress } from "@/lib/page-session"
import { requestContext, withRequest } from "@/lib/request-context"
import { auditQuery } from "../query"

/** The events of an organization that fit the filters, as CSV. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  return withRequest(requestContext(await headers()), async () => {
    try {
      const me = await currentUser()
      if (!me) redirect(signInAddress(`/audit?${searchParams}`))
      const actor = await actorIn(me, searchParams.get("org") ?? undefined, "audit:read")
      return csv("audit-events.csv", streamAuditCsv(actor, auditQuery(Object.fromEntries(searchParams), 100)))
    } catch (error) {
      unstable_rethrow(error)
      return toResponse(error)
    }
  })
}
