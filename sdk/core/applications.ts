import { type Api, type CreateOptions, keyOf } from "./call"
import type { CallOptions } from "./options"
import type { Body, Query } from "./types"
import type { InOrganization, UpdateOptions } from "./users"

/** Applications that sign people in with Nanostack. Only people can manage them. */
export function applications(api: Api) {
  return {
    list: (query?: Query<"GET /applications">, options?: CallOptions) =>
      api.list("GET /applications", { query }, options),
    get: (id: string, options?: CallOptions) => api.call("GET /applications/{id}", { params: { id } }, options),
    /** `data.client_secret` is returned only once. */
    create: (body: Body<"POST /applications">, options?: CreateOptions) =>
      api.call("POST /applications", { body, idempotencyKey: keyOf(options) }, options),
    update: (id: string, body: Body<"PUT /applications/{id}">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /applications/{id}", { params: { id }, body, ifMatch }, options),
    delete: (id: string, options?: CallOptions) => api.call("DELETE /applications/{id}", { params: { id } }, options),
    secrets: (id: string, query?: Query<"GET /applications/{id}/secrets">, options?: CallOptions) =>
      api.list("GET /applications/{id}/secrets", { params: { id }, query }, options),
    /** `data.secret` is returned only once. */
    createSecret: (id: string, body: Body<"POST /applications/{id}/secrets"> = {}, options?: CreateOptions) =>
      api.call("POST /applications/{id}/secrets", { params: { id }, body, idempotencyKey: keyOf(options) }, options),
    revokeSecret: (id: string, secret_id: string, options?: CallOptions) =>
      api.call("DELETE /applications/{id}/secrets/{secret_id}", { params: { id, secret_id } }, options),
    /** The people who use it. */
    grants: (id: string, query?: Query<"GET /applications/{id}/grants">, options?: CallOptions) =>
      api.list("GET /applications/{id}/grants", { params: { id }, query }, options),
  }
}

/** APIs that access tokens of applications are for. */
export function apis(api: Api) {
  return {
    list: (query?: Query<"GET /apis">, options?: CallOptions) => api.list("GET /apis", { query }, options),
    get: (id: string, options?: CallOptions) => api.call("GET /apis/{id}", { params: { id } }, options),
    create: (body: Body<"POST /apis">, options?: CreateOptions) =>
      api.call("POST /apis", { body, idempotencyKey: keyOf(options) }, options),
    update: (id: string, body: Body<"PUT /apis/{id}">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /apis/{id}", { params: { id }, body, ifMatch }, options),
    delete: (id: string, options?: CallOptions) => api.call("DELETE /apis/{id}", { params: { id } }, options),
  }
}

/** Connected applications of people. */
export function grants(api: Api) {
  return {
    /** The caller's own. */
    mine: (query?: Query<"GET /users/me/grants">, options?: CallOptions) =>
      api.list("GET /users/me/grants", { query }, options),
    revokeMine: (id: string, options?: CallOptions) =>
      api.call("DELETE /users/me/grants/{id}", { params: { id } }, options),
    /** Those of a member. */
    of: (id: string, query?: Query<"GET /users/{id}/grants">, options?: CallOptions) =>
      api.list("GET /users/{id}/grants", { params: { id }, query }, options),
    revoke: (id: string, grant_id: string, { organization_id, ...options }: InOrganization = {}) =>
      api.call(
        "DELETE /users/{id}/grants/{grant_id}",
        { params: { id, grant_id }, query: { organization_id } },
        options,
      ),
  }
}
