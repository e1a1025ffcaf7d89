import { z } from "zod"
import type { StoredApplication } from "../applications/store"
import type { Scope } from "../core/identity/access"
import type { UserCaller } from "../core/identity/caller"
import { type Choice, choicesOf, enters, knownOf } from "./enter"

/** Parameters of an authorization request that decide about it. */
export const RequestParameters = z.object({
  client_id: z.string(),
  redirect_uri: z.string().optional(),
  scope: z.string().optional(),
  resource: z.union([z.string(), z.array(z.string())]).optional(),
  organization_id: z.string().optional(),
  login_hint: z.string().optional(),
  max_age: z.coerce.number().optional(),
  acr_values: z.string().optional(),
  claims: z.string().optional(),
  prompt: z.string().optional(),
})
export type RequestParameters = z.output<typeof RequestParameters>

/** What the person has chosen on our page. */
export type Answer = { organization?: string | undefined }

export type Decision =
  /** Nothing needs to be asked. */
  | { kind: "enter"; organizationId: string }
  /** Choose an organization, agree, or confirm that this is meant. */
  | { kind: "ask"; choices: Choice[]; consent: boolean; confirm: boolean }
  /** Sign in as the organization's policy demands. */
  | { kind: "comply"; scope: Scope }
  | { kind: "refused"; why: "not_for_you" | "unverified" }

/** What an authorization request lets an application know and do: scopes, and the APIs by their identifiers. */
export function askedFor({ scope = "", resource = [] }: Pick<RequestParameters, "scope" | "resource">): string[] {
  return [...new Set([...scope.split(" ").filter(Boolean), ...[resource].flat()])]
}

/** Decides whether someone is signed in to an application without a question. */
export async function decide(
  me: UserCaller,
  application: StoredApplication,
  request: RequestParameters,
  answer: Answer | null,
): Promise<Decision> {
  if (application.require_verified_email && !me.verified) return { kind: "refused", why: "unverified" }
  const choices = await choicesOf(me, application)
  const known = await knownOf(me, application)
  const named = answer?.organization ?? request.organization_id
  // A person who chooses an account chooses the organization too.
  const anew = request.prompt?.split(" ").includes("select_account")
  const still = anew ? undefined : choices.find(({ id }) => id === known.organizationId)
  const only = choices.length === 1 ? choices[0] : undefined
  const chosen = named ? choices.find(({ id }) => id === named) : (still ?? only)
  if (choices.length === 0 || (named && !chosen)) return { kind: "refused", why: "not_for_you" }
  const agreed = new Set(known.scopes.get(chosen?.id ?? "") ?? [])
  const consent = application.third_party && !(chosen && askedFor(request).every((name) => agreed.has(name)))
  const confirm = application.type === "native" && !String(request.redirect_uri).startsWith("https:")
  const scope = chosen && { tenantId: application.tenant_id, organizationId: chosen.id }
  if (scope && !(await enters(me, scope))) return { kind: "comply", scope }
  if (chosen && (answer || (!consent && !confirm))) return { kind: "enter", organizationId: chosen.id }
  return { kind: "ask", choices: chosen ? [chosen] : choices, consent, confirm }
}
