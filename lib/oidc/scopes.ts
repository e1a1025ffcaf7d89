import type { Api } from "../apis/schema"
import type { StoredApplication } from "../applications/store"
import { ownApiId, ownScopes } from "../core/identity/application-scopes"

/** Scopes of OpenID Connect that every application can ask for. */
export const supportedScopes = ["openid", "profile", "email", "organization", "offline_access"]

/** Scopes that an application can ask for at an API: its permissions, at Nanostack's own those for its kind. */
export const scopesAt = (application: StoredApplication, api: Api): readonly string[] =>
  api.id === ownApiId ? ownScopes(application) : api.permissions
