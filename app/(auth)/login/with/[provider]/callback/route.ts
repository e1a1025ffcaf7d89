import { landingAfter, welcomeBack } from "@/app/(app)/shell/landing"
import { address } from "@/components/search-params"
import { sealedReturnOf } from "@/lib/applications/return-address"
import { signInWith } from "@/lib/auth/with-identity"
import { isAppError } from "@/lib/core/errors"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import { currentUser } from "@/lib/core/identity/page-session"
import { linkReturned } from "@/lib/identities/link"
import { IdentityProblem } from "@/lib/identities/problem"
import { letWait, type Returned, takeUp } from "@/lib/identities/requests"
import { keepChallenge } from "../../../challenge"
import { backWith, stepping } from "../../answer"
import { dropToken, keepToken, readToken } from "../../cookies"

type Context = { params: Promise<{ provider: string }> }

/** Where the other service sends the browser back to, with a code or an error. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  let back = { next: "", linking: false }
  return stepping(
    async () => {
      const { provider } = await params
      const token = await readToken("request")
      if (!token) throw new IdentityProblem("state")
      const returned = await takeUp(provider, new URL(request.url).searchParams, token, (asked) => {
        back = { next: asked.next, linking: asked.sessionId !== null }
      })
      await dropToken("request")
      return returned.request.sessionId === null ? enter(returned) : link(returned)
    },
    (problem) => (back.linking ? address("/profile/security", { problem }) : backWith(problem, back.next)),
  )
}

async function enter({ found, request }: Returned): Promise<string> {
  const { next } = request
  try {
    const outcome = await signInWith(found, request)
    if (outcome === "wait") {
      await keepToken("waiting", await letWait(found, next))
      return "/link-account"
    }
    await writeSessionCookie(outcome)
    const onward = next ? null : await sealedReturnOf(outcome.userId, request.returns)
    if (onward) return address("/continue", { to: onward })
    return landingAfter(outcome, { next, done: welcomeBack(outcome) })
  } catch (error) {
    if (!isAppError(error) || !error.details.challenge) throw error
    await keepChallenge(error.details.challenge)
    return address("/login/code", { next })
  }
}

async function link({ found, request, userId }: Returned): Promise<string> {
  const me = await currentUser()
  if (!me || me.userId !== userId || me.sessionId !== request.sessionId) throw new IdentityProblem("session")
  await linkReturned(me, found)
  return "/profile/security?done=identity-linked"
}
