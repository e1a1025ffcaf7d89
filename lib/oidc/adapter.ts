import type { Adapter, AdapterPayload } from "oidc-provider"
import { errors } from "oidc-provider"
import { apisNamed } from "../apis/store"
import { db } from "../core/db/client"
import { counts } from "../core/observability/counters"
import { browserOf, sessionView } from "./browser"
import { clientMetadata } from "./client"
import { storeDevice } from "./devices"
import { parseGrantId } from "./grant-id"
import { consumeRecord, deleteRecord, endSignIn, findRecord, isSpent, storeOnce, storeRecord } from "./records"
import { scopesAt, supportedScopes } from "./scopes"
import { activeApplication, findSignIn } from "./sign-in"
import { trialUris } from "./trial"

/** Storage of the engine: records for what it makes, views for what is ours. */
export function adapterFor(kind: string): Adapter {
  if (kind === "Client") return view(clientView)
  if (kind === "Session") return view(sessionView)
  if (kind === "Grant") return { ...view(grantView), destroy: endReused }
  if (kind === "DeviceCode") return { ...stored(kind), upsert: storeDevice, revokeByGrantId: endReused }
  if (kind === "ReplayDetection") return { ...stored(kind), upsert: useOnce }
  return {
    ...stored(kind),
    revokeByGrantId: endReused,
  }
}

/** Of any number of concurrent requests with one assertion, one succeeds. */
async function useOnce(id: string, _: AdapterPayload, seconds = 60): Promise<void> {
  if (!(await storeOnce("ReplayDetection", id, seconds)))
    throw new errors.InvalidClientAuth("the assertion was used before")
}

/** An application, in a trial with the page of ours that shows its result. */
async function clientView(id: string): Promise<AdapterPayload | null> {
  const found = await activeApplication(id)
  return found && clientMetadata({ ...found, redirect_uris: [...found.redirect_uris, ...trialUris(id)] })
}

const nothing = async () => undefined

/** What the engine reads from our own tables, and never writes. */
function view(find: (id: string) => Promise<AdapterPayload | null | undefined>): Adapter {
  return {
    find: async (id) => (await find(id)) ?? undefined,
    upsert: nothing,
    findByUid: nothing,
    findByUserCode: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  }
}

function stored(kind: string): Adapter {
  return {
    ...view(nothing),
    upsert: async (id, payload, seconds = 0) => {
      if (!(await storeRecord(kind, id, payload, seconds))) throw new errors.InvalidGrant("sign-in has ended")
    },
    find: async (id) => {
      const record = await findRecord(kind, id)
      if (!record || (kind === "Interaction" && isAnothers(record.payload))) return undefined
      return { ...record.payload, ...((await isSpent(kind, id, record)) && { consumed: true }) }
    },
    consume: async (id) => {
      if (!(await consumeRecord(kind, id))) throw new errors.InvalidGrant("already used")
    },
    destroy: (id) => deleteRecord(kind, id),
  }
}

/** Whether a request was continued by another person than the one who is signed in now. */
function isAnothers({ result }: AdapterPayload): boolean {
  const answered = result?.login?.accountId
  return answered !== undefined && answered !== browserOf()?.userId
}

/** The engine revokes by grant where a code or refresh token was used again: revocation itself is ours (tokens.ts). */
async function endReused(id: string): Promise<void> {
  const grant = parseGrantId(id)
  if (grant && (await endSignIn(grant.userId, grant.sessionId, "token_reused")) > 0) counts().refreshReused++
}

/** The engine's grant: a view of a live sign-in. */
async function grantView(id: string): Promise<AdapterPayload | null> {
  const of = parseGrantId(id)
  const signIn = of && (await findSignIn(of.userId, of.sessionId))
  const application = signIn && (await activeApplication(signIn.application_id))
  if (!application) return null
  const agreed = new Set(signIn.scopes)
  const mayHave = (name: string) => !application.third_party || agreed.has(name)
  const apis = await apisNamed(db(), application.tenant_id, application.apis)
  const resources = apis
    .filter(({ identifier }) => mayHave(identifier))
    .map((api) => [api.identifier, scopesAt(application, api).filter(mayHave).join(" ")])
  return {
    kind: "Grant",
    jti: id,
    accountId: signIn.user_id,
    clientId: signIn.application_id,
    iat: Math.floor(signIn.opened_at.getTime() / 1000),
    exp: signIn.expires,
    openid: { scope: supportedScopes.filter(mayHave).join(" ") },
    resources: Object.fromEntries(resources),
  }
}
