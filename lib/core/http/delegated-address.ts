import { isIP } from "node:net"
import { currentRequest } from "../context"
import { fieldError } from "../errors"
import { callerOfRequest } from "../identity/bearer"
import type { KeyCaller } from "../identity/caller"
import { accessOfKey } from "../identity/key-access"
import { delegation } from "../identity/permissions"
import { attributeToKey } from "../rate-limit/requests"
import { addressOf } from "./client-address"
import type { Incoming } from "./read-body"

const header = "nanostack-client-address"

/**
 * Takes the client's address from the header of a customer's own server, whose API key may say it. Without such a key
 * the header means nothing.
 * @returns the key's ID, or null
 * @throws AppError validation_failed where such a key sends something else than an address
 */
export async function takeClientAddress(request: Incoming): Promise<string | null> {
  const given = request.headers.get(header)
  if (given === null) return null
  const caller = await callerOfRequest(request).catch(() => null)
  if (caller?.kind !== "api_key" || caller.machine || !(await mayDelegate(caller))) return null
  attributeToKey(request, caller)
  const address = addressOf(given.trim())
  if (!isIP(address)) throw fieldError("Nanostack-Client-Address", "invalid")
  Object.assign(currentRequest(), { ip: address, delegated: true })
  return caller.keyId
}

async function mayDelegate(caller: KeyCaller): Promise<boolean> {
  const { tenantId, organizationId } = caller
  return (await accessOfKey(caller, { tenantId, organizationId }))?.permissions.has(delegation) ?? false
}
