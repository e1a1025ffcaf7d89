/** Scopes of OpenID Connect that every application can ask for. */
export const supportedScopes = ["openid", "profile", "email", "organization", "offline_access"]
