import type { Grant, KoaContextWithOIDC } from "oidc-provider"
import { factorsAsked, factorsOf } from "./assurance"
import { browserOf } from "./browser"
import { askedFor, decide, RequestParameters } from "./decide"
import { enterApplication } from "./enter"
import { grantIdOf } from "./grant-id"
import { activeApplication } from "./sign-in"

/**
 * Signs the person of this browser in to the application, where nothing has to be asked. Undefined where it has: then
 * our page does, and the request comes back with what was chosen.
 */
export async function loadGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { oidc } = ctx
  const me = browserOf()
  const application = oidc.client && (await activeApplication(oidc.client.clientId))
  if (!me || !application || !oidc.session || asksWhoFirst(ctx)) return undefined
  const request = RequestParameters.parse(oidc.params)
  const answer = oidc.result?.consent
  const organization = answer && "organization" in answer ? String(answer.organization) : undefined
  const decision = await decide(me, application, request, answer ? { organization } : null)
  if (decision.kind !== "enter") return undefined
  const scopes = askedFor(request)
  const { organizationId } = decision
  const entered = await enterApplication(me, application, {
    organizationId,
    scopes,
    offline: scopes.includes("offline_access"),
  })
  if (!entered) return undefined
  const id = grantIdOf(me.userId, entered.sessionId)
  oidc.session.sidFor(application.id, entered.sessionId)
  return oidc.provider.Grant.find(id)
}

/** Whether the person has to sign in, or to choose an account, before anything else. */
function asksWhoFirst({ oidc }: KoaContextWithOIDC): boolean {
  if (["login", "select_account", "create"].some((name) => oidc.prompts.has(name) && oidc.promptPending(name)))
    return true
  const { max_age } = oidc.params ?? {}
  if (max_age !== undefined && oidc.session?.past(Number(max_age)) && !oidc.result?.login) return true
  if ((factorsOf(oidc.session?.acr) ?? 0) < factorsAsked(oidc.params ?? {})) return true
  const { payload } = oidc.entities.IdTokenHint ?? {}
  return payload !== undefined && payload.sub !== oidc.session?.accountId
}
