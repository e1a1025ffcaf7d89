import { type Api, type CreateOptions, keyOf } from "./call"
import type { CallOptions } from "./options"
import type { Body, Query } from "./types"
import type { UpdateOptions } from "./users"

/** Organizations and their members. */
export function organizations(api: Api) {
  return {
    list: (query?: Query<"GET /organizations">, options?: CallOptions) =>
      api.list("GET /organizations", { query }, options),
    get: (id: string, options?: CallOptions) => api.call("GET /organizations/{id}", { params: { id } }, options),
    create: (body: Body<"POST /organizations">, options?: CreateOptions) =>
      api.call("POST /organizations", { body, idempotencyKey: keyOf(options) }, options),
    /** Replaces the logo by an image: PNG, JPEG or WebP, at most 5 MB. */
    setLogo: (id: string, body: Body<"PUT /organizations/{id}/logo">, options?: CallOptions) =>
      api.call("PUT /organizations/{id}/logo", { params: { id }, body }, options),
    removeLogo: (id: string, options?: CallOptions) =>
      api.call("DELETE /organizations/{id}/logo", { params: { id } }, options),
    update: (id: string, body: Body<"PUT /organizations/{id}">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /organizations/{id}", { params: { id }, body, ifMatch }, options),
    delete: (id: string, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("DELETE /organizations/{id}", { params: { id }, ifMatch }, options),
    /** How people have to sign in to enter; see `two_factor_required` and `comply_url` of the errors. */
    policy: (id: string, options?: CallOptions) =>
      api.call("GET /organizations/{id}/policy", { params: { id } }, options),
    updatePolicy: (
      id: string,
      body: Body<"PUT /organizations/{id}/policy">,
      { ifMatch, ...options }: UpdateOptions = {},
    ) => api.call("PUT /organizations/{id}/policy", { params: { id }, body, ifMatch }, options),
    /** Counts whom rules would touch. Changes nothing. */
    previewPolicy: (id: string, body: Body<"POST /organizations/{id}/policy/preview">, options?: CallOptions) =>
      api.call("POST /organizations/{id}/policy/preview", { params: { id }, body }, options),
    /** Members who don't use two-factor authentication. */
    withoutTwoFactor: (id: string, query?: Query<"GET /organizations/{id}/policy/people">, options?: CallOptions) =>
      api.list("GET /organizations/{id}/policy/people", { params: { id }, query }, options),
    /** Joins, where its sign-up policy allows the caller to. */
    join: (id: string, options?: CreateOptions) =>
      api.call("POST /organizations/{id}/join", { params: { id }, idempotencyKey: keyOf(options) }, options),
    /** The members of one organization. */
    users: (id: string, query?: Query<"GET /organizations/{id}/users">, options?: CallOptions) =>
      api.list("GET /organizations/{id}/users", { params: { id }, query }, options),
    updateUser: (
      id: string,
      user_id: string,
      body: Body<"PUT /organizations/{id}/users/{user_id}">,
      { ifMatch, ...options }: UpdateOptions = {},
    ) => api.call("PUT /organizations/{id}/users/{user_id}", { params: { id, user_id }, body, ifMatch }, options),
    /** Ends a membership, including one's own. `data` is null, or what was revoked with it. */
    removeUser: (id: string, user_id: string, options?: CallOptions) =>
      api.call("DELETE /organizations/{id}/users/{user_id}", { params: { id, user_id } }, options),
  }
}
