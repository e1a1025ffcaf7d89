import { type Api, type CreateOptions, keyOf } from "./call"
import type { CallOptions } from "./options"
import type { Body, Query } from "./types"

/** Invites: for admins by organization and id, for whoever was invited by the token of the mailed link. */
export function invites(api: Api) {
  return {
    list: (organizationId: string, query?: Query<"GET /organizations/{id}/invites">, options?: CallOptions) =>
      api.list("GET /organizations/{id}/invites", { params: { id: organizationId }, query }, options),
    get: (organizationId: string, invite_id: string, options?: CallOptions) =>
      api.call("GET /organizations/{id}/invites/{invite_id}", { params: { id: organizationId, invite_id } }, options),
    create: (organizationId: string, body: Body<"POST /organizations/{id}/invites">, options?: CreateOptions) =>
      api.call(
        "POST /organizations/{id}/invites",
        { params: { id: organizationId }, body, idempotencyKey: keyOf(options) },
        options,
      ),
    /** Up to 100 at once, with an answer for each. */
    createMany: (
      organizationId: string,
      body: Body<"POST /organizations/{id}/invites/bulk">,
      options?: CreateOptions,
    ) =>
      api.call(
        "POST /organizations/{id}/invites/bulk",
        { params: { id: organizationId }, body, idempotencyKey: keyOf(options) },
        options,
      ),
    /** A new link and a new expiry, while pending and after expiry; the old link is dead. */
    resend: (organizationId: string, invite_id: string, options?: CreateOptions) =>
      api.call(
        "POST /organizations/{id}/invites/{invite_id}/resend",
        { params: { id: organizationId, invite_id }, idempotencyKey: keyOf(options) },
        options,
      ),
    revoke: (organizationId: string, invite_id: string, options?: CallOptions) =>
      api.call(
        "DELETE /organizations/{id}/invites/{invite_id}",
        { params: { id: organizationId, invite_id } },
        options,
      ),
    /** Who invited whom to what. */
    preview: (token: string, options?: CallOptions) =>
      api.call("GET /invites/{token}", { params: { token }, anonymous: true }, options),
    /** With name and password for a new address, or `{}` signed in as the address that was invited. */
    accept: (token: string, body: Body<"POST /invites/{token}/accept"> = {}, options?: CallOptions) =>
      api.call("POST /invites/{token}/accept", { params: { token }, body }, options),
    decline: (token: string, options?: CallOptions) =>
      api.call("POST /invites/{token}/decline", { params: { token }, anonymous: true }, options),
    /** Asks for a new link where this one is dead. */
    request: (token: string, options?: CallOptions) =>
      api.call("POST /invites/{token}/request", { params: { token }, anonymous: true }, options),
  }
}
