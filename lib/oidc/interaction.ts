import type { InteractionResults } from "oidc-provider"
import { z } from "zod"
import type { StoredApplication } from "../applications/store"
import type { UserCaller } from "../core/identity/caller"
import { secondFactorState } from "../second-factor/service"
import { type Assurance, acrOf, assuranceOf, factorsAsked } from "./assurance"
import { type Decision, decide, RequestParameters } from "./decide"
import { findRecord, type Payload, storeRecord } from "./records"
import { activeApplication } from "./sign-in"

/** What the engine stores about a request that waits for its person. */
const Stored = z.object({
  params: RequestParameters,
  prompt: z.object({ reasons: z.array(z.string()) }),
  returnTo: z.string(),
})

/** An authorization request that waits for its person. */
export type Interaction = {
  uid: string
  application: StoredApplication
  request: RequestParameters
  /** What the engine asks for, such as `login_prompt` or `max_age`. */
  reasons: readonly string[]
  /** Where it goes on. */
  returnTo: string
  /** When the request was made. */
  since: Date
  payload: Payload
}

/** What our page does next. */
export type Step =
  | { kind: "sign_in"; hint: string | undefined }
  | { kind: "register"; hint: string | undefined }
  /** The application asks for a fresh sign-in, or for the second factor: the password, and a code where there is one. */
  | { kind: "prove"; code: boolean }
  /** The application requires two-factor authentication, which the person has not set up. */
  | { kind: "set_up" }
  /** The application asks which account. */
  | { kind: "account" }
  | { kind: "done"; returnTo: string }
  | Exclude<Decision, { kind: "enter" }>

/**
 * Returns an authorization request by its ID, for the browser that made it.
 * @param cookie the engine's cookie of this request
 */
export async function readInteraction(uid: string, cookie: string | undefined): Promise<Interaction | null> {
  if (cookie !== uid || !/^[\w-]{10,64}$/.test(uid)) return null
  const record = await findRecord("Interaction", uid)
  if (!record) return null
  const { params, prompt, returnTo } = Stored.parse(record.payload)
  const application = await activeApplication(params.client_id)
  if (!application) return null
  const { createdAt: since, payload } = record
  return { uid, application, request: params, reasons: prompt.reasons, returnTo, since, payload }
}

/** Seconds that a request waits for its person. */
export const lifetime = 3600

/**
 * Returns the next step of an authorization request. Where nothing is left to ask, the request goes on.
 * @param me the person of this browser
 * @param answered what they have sent with the button
 */
export async function nextStep(
  interaction: Interaction,
  me: UserCaller | null,
  answered: { organization?: string | undefined; account?: true } | null = null,
): Promise<Step> {
  const { application, request, reasons } = interaction
  const known = me && (await assuranceOf(me.userId, me.sessionId))
  if (!me || !known)
    return { kind: reasons.includes("create_prompt") ? "register" : "sign_in", hint: request.login_hint }
  const decision = await decide(me, application, request, answered && { organization: answered.organization })
  if (decision.kind === "refused") return decision
  const proof = await missingProof(interaction, me, known)
  if (proof) return proof
  // A question about organization or consent names the account too.
  if (decision.kind !== "enter") return decision
  if (reasons.includes("select_account_prompt") && !answered) return { kind: "account" }
  await finish(interaction, {
    login: {
      ...{ accountId: me.userId, ts: Math.floor(known.at.getTime() / 1000) },
      ...{ amr: known.amr, acr: acrOf(known.assurance) },
    },
    consent: { organization: decision.organizationId },
    select_account: {},
    create: {},
  })
  return { kind: "done", returnTo: interaction.returnTo }
}

/** Returns what is left to prove until the sign-in is as recent and as strong as the application asks. */
async function missingProof(interaction: Interaction, me: UserCaller, known: Assurance): Promise<Step | null> {
  const asked = factorsAsked(interaction.request)
  if (!isStale(interaction, known) && known.assurance >= asked) return null
  const { enabled } = await secondFactorState(me.userId)
  return asked > 1 && !enabled ? { kind: "set_up" } : { kind: "prove", code: enabled }
}

/**
 * Whether the person was authenticated too long ago for what the application asks. A remembered browser is no fresh
 * second factor.
 */
function isStale({ request, reasons, since }: Interaction, { at, remembered }: Assurance): boolean {
  if (reasons.includes("login_prompt") && (at < since || remembered)) return true
  const oldest = Date.now() - Number(request.max_age) * 1000
  return reasons.includes("max_age") && ((at.getTime() < oldest && at < since) || remembered)
}

/**
 * The person does not want to. @returns where the request goes on: back to the application, with an error: that they
 * refused, or that they are not as sure as it asks
 */
export async function cancel(interaction: Interaction, me: UserCaller): Promise<string> {
  const known = await assuranceOf(me.userId, me.sessionId)
  const isWeak = known !== null && known.assurance < factorsAsked(interaction.request)
  const error = isWeak ? "unmet_authentication_requirements" : "access_denied"
  await finish(interaction, { error, error_description: "The person canceled the sign-in." })
  return interaction.returnTo
}

async function finish({ uid, payload }: Interaction, result: InteractionResults): Promise<void> {
  const left = Number(payload.exp) - Math.floor(Date.now() / 1000)
  await storeRecord("Interaction", uid, { ...payload, result }, Math.max(1, left))
}
