import "server-only"
import { headers } from "next/headers"
import { address } from "@/components/search-params"
import { requestContext, withRequest } from "@/lib/core/context"
import { toAppError } from "@/lib/core/http/to-app-error"
import { type Problem, problemOf } from "@/lib/identities/problem"

const seeOther = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } })

/** Back to the sign-in page, which has a sentence for each problem. */
export const backWith = (problem: Problem, next: string) => address("/login", { problem, next })

/**
 * Runs a step of a sign-in elsewhere, which returns where the browser goes next.
 * @param failed where it goes with a problem; a failure of ours is one too, so that no one is left at an error page
 */
export async function stepping(
  step: () => Promise<string>,
  failed: (problem: Problem) => Promise<string> | string,
): Promise<Response> {
  return withRequest(requestContext(await headers()), async () => {
    try {
      return seeOther(await step())
    } catch (error) {
      return seeOther(await failed(problemOf(error) ?? problemOf(toAppError(error)) ?? "unavailable"))
    }
  })
}
