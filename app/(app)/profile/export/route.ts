import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { requestContext, withRequest } from "@/lib/core/context"
import { currentUser, signInAddress } from "@/lib/core/identity/page-session"
import { exportMe } from "@/lib/users/export"
import { Export } from "@/lib/users/schema"

/** Exports the data about the signed-in person, as a file. */
export async function GET(): Promise<Response> {
  return withRequest(requestContext(await headers()), async () => {
    const me = await currentUser()
    if (!me) redirect(signInAddress("/profile"))
    const data = Export.parse(await exportMe(me))
    return new Response(JSON.stringify(data, null, 2), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="nanostack-${me.userId}.json"`,
        "cache-control": "no-store",
      },
    })
  })
}
