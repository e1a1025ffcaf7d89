import { type Api, type CreateOptions, keyOf } from "./call"
import type { CallOptions } from "./options"
import type { Body, Query } from "./types"
import type { UpdateOptions } from "./users"

/** API keys. Only people can manage them: an API key only sees itself. */
export function apiKeys(api: Api) {
  return {
    list: (query?: Query<"GET /api-keys">, options?: CallOptions) => api.list("GET /api-keys", { query }, options),
    get: (id: string, options?: CallOptions) => api.call("GET /api-keys/{id}", { params: { id } }, options),
    /** The API key that this client sends. */
    self: (options?: CallOptions) => api.call("GET /api-keys/self", {}, options),
    /** `data.secret` is returned only once. */
    create: (body: Body<"POST /api-keys">, options?: CreateOptions) =>
      api.call("POST /api-keys", { body, idempotencyKey: keyOf(options) }, options),
    /** Creates a new secret; the old one stays valid for `overlap_seconds`. */
    rotate: (id: string, body: Body<"POST /api-keys/{id}/rotate"> = {}, options?: CreateOptions) =>
      api.call("POST /api-keys/{id}/rotate", { params: { id }, body, idempotencyKey: keyOf(options) }, options),
    revoke: (id: string, options?: CallOptions) => api.call("DELETE /api-keys/{id}", { params: { id } }, options),
  }
}

/** Tenants and their admins. */
export function tenants(api: Api) {
  return {
    list: (query?: Query<"GET /tenants">, options?: CallOptions) => api.list("GET /tenants", { query }, options),
    get: (id: string, options?: CallOptions) => api.call("GET /tenants/{id}", { params: { id } }, options),
    create: (body: Body<"POST /tenants">, options?: CreateOptions) =>
      api.call("POST /tenants", { body, idempotencyKey: keyOf(options) }, options),
    update: (id: string, body: Body<"PUT /tenants/{id}">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /tenants/{id}", { params: { id }, body, ifMatch }, options),
    /** Requires the caller's password. */
    delete: (id: string, body: Body<"DELETE /tenants/{id}">, options?: CallOptions) =>
      api.call("DELETE /tenants/{id}", { params: { id }, body }, options),
    /** How people have to sign in to enter; see `two_factor_required` and `comply_url` of the errors. */
    policy: (id: string, options?: CallOptions) => api.call("GET /tenants/{id}/policy", { params: { id } }, options),
    updatePolicy: (id: string, body: Body<"PUT /tenants/{id}/policy">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /tenants/{id}/policy", { params: { id }, body, ifMatch }, options),
    /** Counts whom rules would touch. Changes nothing. */
    previewPolicy: (id: string, body: Body<"POST /tenants/{id}/policy/preview">, options?: CallOptions) =>
      api.call("POST /tenants/{id}/policy/preview", { params: { id }, body }, options),
    /** Members who don't use two-factor authentication. */
    withoutTwoFactor: (id: string, query?: Query<"GET /tenants/{id}/policy/people">, options?: CallOptions) =>
      api.list("GET /tenants/{id}/policy/people", { params: { id }, query }, options),
    addAdmin: (id: string, user_id: string, options?: CallOptions) =>
      api.call("PUT /tenants/{id}/admins/{user_id}", { params: { id, user_id } }, options),
    removeAdmin: (id: string, user_id: string, options?: CallOptions) =>
      api.call("DELETE /tenants/{id}/admins/{user_id}", { params: { id, user_id } }, options),
  }
}

/** Audit log. */
export function auditEvents(api: Api) {
  return {
    list: (query?: Query<"GET /audit-events">, options?: CallOptions) =>
      api.list("GET /audit-events", { query }, options),
  }
}

/** Changes of users and organizations, for keeping a copy of them. */
export function changes(api: Api) {
  return {
    /**
     * Without a cursor everything that exists, then what has changed since. Store the `pagination.next_cursor` of each of
     * `pages()` with its rows, and continue from it.
     */
    list: (query?: Query<"GET /changes">, options?: CallOptions) => api.list("GET /changes", { query }, options),
  }
}

/** Permissions: those that can be granted, and checks of what a person has. */
export function permissions(api: Api) {
  return {
    /** The built-in ones, then the tenant's own. */
    list: (options?: CallOptions) => api.call("GET /permissions", {}, options),
    /** Describes one of the tenant's own before its first use. */
    create: (body: Body<"POST /permissions">, options?: CreateOptions) =>
      api.call("POST /permissions", { body, idempotencyKey: keyOf(options) }, options),
    update: (name: string, body: Body<"PUT /permissions/{name}">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /permissions/{name}", { params: { name }, body, ifMatch }, options),
    delete: (name: string, options?: CallOptions) =>
      api.call("DELETE /permissions/{name}", { params: { name } }, options),
    /** Current permissions, checked in the database: one `permission`, or a list of `permissions`. */
    check: (body: Body<"POST /permissions/check">, options?: CallOptions) =>
      api.call("POST /permissions/check", { body, repeatable: true }, options),
  }
}

/** Roles: the built-in ones, and the tenant's own. */
export function roles(api: Api) {
  return {
    list: (options?: CallOptions) => api.call("GET /roles", {}, options),
    get: (key: string, options?: CallOptions) => api.call("GET /roles/{key}", { params: { key } }, options),
    create: (body: Body<"POST /roles">, options?: CreateOptions) =>
      api.call("POST /roles", { body, idempotencyKey: keyOf(options) }, options),
    update: (key: string, body: Body<"PUT /roles/{key}">, { ifMatch, ...options }: UpdateOptions = {}) =>
      api.call("PUT /roles/{key}", { params: { key }, body, ifMatch }, options),
    /** A role that is in use needs `replace_with`. */
    delete: (key: string, query?: Query<"DELETE /roles/{key}">, options?: CallOptions) =>
      api.call("DELETE /roles/{key}", { params: { key }, query }, options),
  }
}
