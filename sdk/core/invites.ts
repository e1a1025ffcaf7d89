import { type Api, type CreateOptions, keyOf } from "./call"
import type { CallOptions } from "./options"
import type { Body, Query } from "./types"

/** Invitations: for admins by organization and ID, for the invited person by the token of the emailed link. */
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
    /** Up to 1,000 in one call, with a result for each. */
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
    /** Sends a new link with a new expiry, while pending or expired; the old link stops working. */
    resend: (organizationId: string, invite_id: string, options?: CreateOptions) =>
      api.call(
        "POST /organizations/{id}/invites/{invite_id}/resend",
        { params: { id: organizationId, invite_id }, idempotencyKey: keyOf(options) },
        options,
      ),
    /** Creates a link to pass on by other means than email. It proves no email, and is shown only this once. */
    link: (organizationId: string, invite_id: string, options?: CallOptions) =>
      api.call(
        "POST /organizations/{id}/invites/{invite_id}/link",
        { params: { id: organizationId, invite_id } },
        options,
      ),
    revoke: (organizationId: string, invite_id: string, options?: CallOptions) =>
      api.call(
        "DELETE /organizations/{id}/invites/{invite_id}",
        { params: { id: organizationId, invite_id } },
        options,
      ),
    /** The invitation's creator, organization and role. */
    preview: (token: string, options?: CallOptions) =>
      api.call("GET /invites/{token}", { params: { token }, anonymous: true }, options),
    /** With name and password for a new account, or `{}` when signed in with the invited email. */
    accept: (token: string, body: Body<"POST /invites/{token}/accept"> = {}, options?: CallOptions) =>
      api.call("POST /invites/{token}/accept", { params: { token }, body }, options),
    decline: (token: string, options?: CallOptions) =>
      api.call("POST /invites/{token}/decline", { params: { token } }, options),
    /** Requests a new link where this one no longer works, or the invitation by email where it was copied. */
    request: (token: string, options?: CallOptions) =>
      api.call("POST /invites/{token}/request", { params: { token }, anonymous: true }, options),
  }
}
