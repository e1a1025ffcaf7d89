import { type Api, type CreateOptions, keyOf } from "./call"
import type { CallOptions } from "./options"
import type { Body, Data, Envelope, Query } from "./types"

/** Names the organization, for callers without a single one. */
export type InOrganization = CallOptions & { organization_id?: string | undefined }

/** With `ifMatch`, the `version` that the change is based on, a stale change is rejected (412 `version_conflict`). */
export type UpdateOptions = CallOptions & { ifMatch?: number | undefined }

/** Users, and the caller as `me`. */
export function users(api: Api) {
  function update(
    id: "me",
    changes: Body<"PUT /users/me">,
    options?: UpdateOptions,
  ): Promise<Envelope<Data<"PUT /users/me">>>
  function update(
    id: string,
    changes: Body<"PUT /users/{id}">,
    options?: UpdateOptions & InOrganization,
  ): Promise<Envelope<Data<"PUT /users/{id}">>>
  function update(id: string, body: Body<"PUT /users/{id}">, options: UpdateOptions & InOrganization = {}) {
    const { organization_id, ifMatch, ...rest } = options
    if (id === "me") return api.call("PUT /users/me", { body: body as Body<"PUT /users/me">, ifMatch }, rest)
    return api.call("PUT /users/{id}", { params: { id }, query: { organization_id }, body, ifMatch }, rest)
  }
  return {
    /** Updates one's own profile (`"me"`), or a user's membership. */
    update,
    /** The signed-in user. */
    me: (options?: CallOptions) => api.call("GET /users/me", {}, options),
    /** The members of the caller's organization; for a tenant admin those of the tenant. */
    list: (query?: Query<"GET /users">, options?: CallOptions) => api.list("GET /users", { query }, options),
    get: (id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call("GET /users/{id}", { params: { id }, query: { organization_id } }, options),
    /** Creates an account that its owner activates by the invitation, which is emailed with `send_invite`. */
    create: (body: Body<"POST /users">, options?: CreateOptions) =>
      api.call("POST /users", { body, idempotencyKey: keyOf(options) }, options),
    /** Creates or updates up to 1,000 users by `external_id`, with a result for each. */
    batch: (body: Body<"POST /users/batch">, options?: CreateOptions) =>
      api.call("POST /users/batch", { body, idempotencyKey: keyOf(options) }, options),
    /** Ends every membership in the caller's scope. `data` is null, or what was revoked with them. */
    delete: (id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call("DELETE /users/{id}", { params: { id }, query: { organization_id } }, options),
    /** Restores a membership that was ended within the last 30 days. */
    restore: (id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call("POST /users/{id}/restore", { params: { id }, query: { organization_id } }, options),
    /** Emails the owner of the account a link to reset the password. */
    sendPasswordReset: (id: string, { organization_id, ...options }: InOrganization & CreateOptions = {}) =>
      api.call(
        "POST /users/{id}/password-reset",
        { params: { id }, query: { organization_id }, idempotencyKey: keyOf(options) },
        options,
      ),
    /** Sessions of a user that the caller can end: devices and when they were last used. */
    sessions: (id: string, query?: Query<"GET /users/{id}/sessions">, options?: CallOptions) =>
      api.list("GET /users/{id}/sessions", { params: { id }, query }, options),
    /** The organizations of a user that the caller can manage. */
    organizations: (id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call("GET /users/{id}/organizations", { params: { id }, query: { organization_id } }, options),
    /** Effective permissions of a user in one organization, and their sources. */
    permissions: (id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call("GET /users/{id}/permissions", { params: { id }, query: { organization_id } }, options),
    endSessions: (id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call("DELETE /users/{id}/sessions", { params: { id }, query: { organization_id } }, options),
    /** Turns off the two-factor authentication of a person who has lost it, with the tenant admin's own password. */
    resetSecondFactor: (
      id: string,
      body: Body<"DELETE /users/{id}/second-factor">,
      { organization_id, ...options }: InOrganization = {},
    ) =>
      api.call(
        "DELETE /users/{id}/second-factor",
        { params: { id }, query: { organization_id }, body, repeatable: false },
        options,
      ),
    ...ownAffairs(api),
  }
}

/** Self-service calls. */
function ownAffairs(api: Api) {
  return {
    /** Replaces one's own picture by an image: PNG, JPEG or WebP, at most 5 MB. */
    setPicture: (body: Body<"PUT /users/me/picture">, options?: CallOptions) =>
      api.call("PUT /users/me/picture", { body }, options),
    removePicture: (options?: CallOptions) => api.call("DELETE /users/me/picture", {}, options),
    /** Emails the user a code, to send as `password` or `current_password` where they have no password. */
    sendProofCode: (options?: CallOptions) => api.call("POST /users/me/proof-code", { repeatable: false }, options),
    changePassword: (body: Body<"PUT /users/me/password">, options?: CallOptions) =>
      api.call("PUT /users/me/password", { body, repeatable: false }, options),
    /** Accepts the current terms of service: the version in `terms_due` of `me()`. */
    acceptTerms: (body: Body<"POST /users/me/terms">, options?: CallOptions) =>
      api.call("POST /users/me/terms", { body }, options),
    /** Cancels a pending change of email. */
    cancelEmailChange: (options?: CallOptions) => api.call("DELETE /users/me/email", {}, options),
    /** Emails a link to the new address, which takes effect once confirmed there. */
    changeEmail: (body: Body<"POST /users/me/email">, options?: CreateOptions) =>
      api.call("POST /users/me/email", { body, idempotencyKey: keyOf(options) }, options),
    /** Closes the caller's account. */
    closeAccount: (body: Body<"DELETE /users/me">, options?: CallOptions) =>
      api.call("DELETE /users/me", { body, repeatable: false }, options),
    /** Exports all data about the caller. */
    export: (options?: CallOptions) => api.call("GET /users/me/export", {}, options),
    myOrganizations: (options?: CallOptions) => api.call("GET /users/me/organizations", {}, options),
    myPermissions: (options?: CallOptions) => api.call("GET /users/me/permissions", {}, options),
    myInvites: (options?: CallOptions) => api.call("GET /users/me/invites", {}, options),
    mySessions: (query?: Query<"GET /users/me/sessions">, options?: CallOptions) =>
      api.list("GET /users/me/sessions", { query }, options),
    endMySession: (id: string, options?: CallOptions) =>
      api.call("DELETE /users/me/sessions/{id}", { params: { id } }, options),
    /** Browsers in which the caller is asked for no code. */
    myRememberedDevices: (query?: Query<"GET /users/me/remembered-devices">, options?: CallOptions) =>
      api.list("GET /users/me/remembered-devices", { query }, options),
    forgetMyRememberedDevice: (id: string, options?: CallOptions) =>
      api.call("DELETE /users/me/remembered-devices/{id}", { params: { id } }, options),
    endMyOtherSessions: (options?: CallOptions) => api.call("DELETE /users/me/sessions", {}, options),
    myPasskeys: (query?: Query<"GET /users/me/passkeys">, options?: CallOptions) =>
      api.list("GET /users/me/passkeys", { query }, options),
    /** Starts adding a passkey: `options` are for the browser, `challenge` goes back with its response. */
    newPasskeyOptions: (body: Body<"POST /users/me/passkeys/options"> = {}, options?: CallOptions) =>
      api.call("POST /users/me/passkeys/options", { body, repeatable: false }, options),
    addPasskey: (body: Body<"POST /users/me/passkeys">, options?: CallOptions) =>
      api.call("POST /users/me/passkeys", { body, repeatable: false }, options),
    renamePasskey: (id: string, name: string, options?: CallOptions) =>
      api.call("PUT /users/me/passkeys/{id}", { params: { id }, body: { name } }, options),
    /** Removes a passkey and ends the sessions that it began. */
    removePasskey: (id: string, body: Body<"DELETE /users/me/passkeys/{id}"> = {}, options?: CallOptions) =>
      api.call("DELETE /users/me/passkeys/{id}", { params: { id }, body, repeatable: false }, options),
    /** The accounts at other services that one signs in with. */
    myIdentities: (query?: Query<"GET /users/me/identities">, options?: CallOptions) =>
      api.list("GET /users/me/identities", { query }, options),
    /** Unlinks one, and ends the sessions that it began. */
    unlinkMyIdentity: (id: string, body: Body<"DELETE /users/me/identities/{id}"> = {}, options?: CallOptions) =>
      api.call("DELETE /users/me/identities/{id}", { params: { id }, body, repeatable: false }, options),
    /** Starts a proof by one of the caller's passkeys. */
    proofOptions: (options?: CallOptions) =>
      api.call("POST /auth/passkey/options", { body: { purpose: "proof" }, repeatable: false }, options),
    /** Returns a proof to send once instead of the `password`. */
    proveByPasskey: async (body: Omit<Body<"POST /auth/passkey/verify">, "purpose">, options?: CallOptions) =>
      (await api.call(
        "POST /auth/passkey/verify",
        { body: { ...body, purpose: "proof" }, repeatable: false },
        options,
      )) as Envelope<{ proof: string; expires_at: string }>,
  }
}
