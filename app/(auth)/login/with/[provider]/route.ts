import { waitingAddress } from "@/lib/applications/return-address"
import { safeNext } from "@/lib/core/forms/safe-next"
import { isSameOrigin } from "@/lib/core/forms/same-origin"
import { assertCookies } from "@/lib/core/identity/assert-cookies"
import { currentClient } from "@/lib/core/rate-limit/client-network"
import { limit } from "@/lib/core/rate-limit/limits"
import { IdentityProblem } from "@/lib/identities/problem"
import { beginRequest } from "@/lib/identities/requests"
import { backWith, stepping } from "../answer"
import { keepToken } from "../cookies"

type Context = { params: Promise<{ provider: string }> }

/** A button of the sign-in and registration pages: begins signing in at another service. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const form = await request.formData().catch(() => new FormData())
  const next = safeNext(form.get("next"), "")
  const id = (name: string) => {
    const given = form.get(name)
    return typeof given === "string" && /^[A-Za-z0-9_]{1,64}$/.test(given) ? given : null
  }
  const organizationId = id("organization_id")
  const returns = returnsOf(next, id("application_id"), form.get("return_to"))
  return stepping(
    async () => {
      if (!isSameOrigin(request.headers)) throw new IdentityProblem("state")
      await assertCookies()
      await limit("sign_in", currentClient())
      const { provider } = await params
      await keepToken("request", await beginRequest({ provider, next, organizationId, returns, me: null }))
      return "/login/onward"
    },
    (problem) => backWith(problem, next),
  )
}

/** Where a newcomer goes on to: a sign-in to an application that waits, or what the application has named. */
function returnsOf(next: string, application_id: string | null, given: FormDataEntryValue | null) {
  const return_to = waitingAddress(next) ?? (typeof given === "string" && given.length <= 2000 ? given : undefined)
  return application_id && return_to ? { application_id, return_to } : {}
}

/** Opened as an address: back to the buttons. */
export const GET = () => new Response(null, { status: 303, headers: { location: "/login" } })
