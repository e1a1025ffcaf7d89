import { z } from "zod"
import type { StoredApplication } from "../applications/store"
import type { Tx } from "../core/db/client"
import { AppError, fieldError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { currentClient } from "../core/rate-limit/client-network"
import { limit, remaining } from "../core/rate-limit/limits"
import { acrOf, assuranceOf } from "./assurance"
import { askedFor, decide, RequestParameters } from "./decide"
import { enterApplication } from "./enter"
import { grantIdOf } from "./grant-id"
import { answerRecord, findRecord, type Payload, storeRecord } from "./records"
import { activeApplication } from "./sign-in"

const Stored = z.object({
  clientId: z.string(),
  params: RequestParameters,
  deviceInfo: z.object({ ip: z.string().nullable(), userAgent: z.string().nullable() }),
})

/** A device without a browser that waits for someone to sign in (RFC 8628). */
export type Device = {
  id: string
  userCode: string
  application: StoredApplication
  request: RequestParameters
  /** Where the request came from, as this server saw it. */
  from: { ip: string | null; userAgent: string | null }
  payload: Payload
}

/** Letters of a code that someone types: no vowels, so that it spells nothing. */
const codes = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/

/** Stores that a code leads to a device, for as long as it waits. */
export async function storeDevice(id: string, payload: Payload, seconds = 600): Promise<void> {
  await storeRecord("DeviceCode", id, payload, seconds)
  await storeRecord("UserCode", String(payload.userCode), { device: id }, seconds)
}

/**
 * Returns the device that shows a code; null where there is none, it was used, or has expired. Wrong codes are
 * counted per client.
 * @throws AppError rate_limited
 */
export async function findDevice(typed: string): Promise<Device | null> {
  const [left] = (await remaining("device_code_failures", [currentClient()])) ?? []
  if (left && left.remaining < 1)
    throw new AppError("rate_limited", { reason: "wait", retryAfter: left.reset, limit: left.name })
  const userCode = typed.toUpperCase().replace(/[^A-Z]/g, "")
  const device = codes.test(userCode) ? await deviceOf(userCode) : null
  if (!device) await limit("device_code_failures", currentClient())
  return device
}

async function deviceOf(userCode: string): Promise<Device | null> {
  const id = (await findRecord("UserCode", userCode))?.payload.device
  const record = typeof id === "string" ? await findRecord("DeviceCode", id) : null
  if (typeof id !== "string" || !record || record.userId) return null
  const { clientId, params, deviceInfo } = Stored.parse(record.payload)
  const application = await activeApplication(clientId)
  if (!application?.device_code) return null
  return { id, userCode, application, request: params, from: deviceInfo, payload: record.payload }
}

/** @throws AppError token_expired, rate_limited */
async function waiting(userCode: string): Promise<Device> {
  const device = await findDevice(userCode)
  if (!device) throw new AppError("token_expired", { reason: "ended" })
  return device
}

/**
 * Signs a person in on a device, with a sign-in of its own.
 * @throws AppError token_expired, rate_limited, validation_failed (organization)
 */
export async function allowDevice(me: UserCaller, asked: { user_code: string; organization?: string | undefined }) {
  const device = await waiting(asked.user_code)
  const { application, request } = device
  const decision = await decide(me, application, request, { organization: asked.organization })
  if (decision.kind === "ask") throw fieldError("organization", "required")
  if (decision.kind !== "enter") throw new AppError("token_expired", { reason: "ended" })
  const scopes = askedFor(request)
  const entered = await enterApplication(me, application, {
    organizationId: decision.organizationId,
    scopes,
    offline: scopes.includes("offline_access"),
    device: (tx, sessionId) => answer(tx, device, me.userId, sessionId),
  })
  if (!entered) throw new AppError("token_expired", { reason: "ended" })
}

async function answer(tx: Tx, { id, payload, request }: Device, userId: string, sessionId: string): Promise<void> {
  const assurance = await assuranceOf(userId, sessionId, tx)
  const answered = {
    ...payload,
    accountId: userId,
    grantId: grantIdOf(userId, sessionId),
    sid: sessionId,
    scope: request.scope,
    resource: request.resource,
    amr: assurance?.amr,
    acr: acrOf(assurance?.assurance ?? 1),
    authTime: assurance ? Math.floor(assurance.at.getTime() / 1000) : undefined,
  }
  if (!(await answerRecord(tx, "DeviceCode", id, answered, { userId, sessionId })))
    throw new AppError("token_expired", { reason: "ended" })
}

/** Refuses a device that someone else has asked for, or that is no longer wanted. @throws AppError token_expired */
export async function denyDevice(me: UserCaller, { user_code }: { user_code: string }): Promise<void> {
  const { id, payload } = await waiting(user_code)
  const refused = { ...payload, error: "access_denied", errorDescription: "The person refused." }
  if (!(await answerRecord(null, "DeviceCode", id, refused, { userId: me.userId, sessionId: null })))
    throw new AppError("token_expired", { reason: "ended" })
}
