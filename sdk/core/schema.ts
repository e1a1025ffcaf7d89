// Made by `npm run sdk:types` from the declarations under app/api/v1. Do not edit.

export interface Schemas {
  Acceptance: {
    /** @description The version of the terms of service. Required if the installation has terms. */
    accepted_terms?: string
    name?: string
    /** Format: password */
    password?: string
  }
  Accepted: {
    message: string
  }
  AccountClosing: {
    /** @description IDs of organizations to delete, or `true` for all that have no other members. */
    delete_organizations?: true | string[]
    /** Format: password */
    password: string
  }
  Address: {
    /** @description The application that the person continues to. */
    application_id?: string
    /** Format: email */
    email: string
    /** @description One of its `return_uris`, with any query. */
    return_to?: string
  }
  Api: {
    claims: {
      [key: string]: string
    }
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    /** @description The `resource` that applications request, and the `aud` of the tokens. */
    identifier: string
    name: string
    permissions: string[]
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  ApiKey: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    last_four: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
    /** @description Opaque ID with a prefix. */
    made_by: string
    name: string
    /** @description Null for the whole tenant. */
    organization_id: string | null
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    rotated_at: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "expired"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
  }
  ApiKeyWithSecret: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    last_four: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
    /** @description Opaque ID with a prefix. */
    made_by: string
    name: string
    /** @description Null for the whole tenant. */
    organization_id: string | null
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    rotated_at: string | null
    /** @description Returned only once. Store it safely. */
    secret: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "expired"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
  }
  ApiPatch: {
    claims?: {
      [key: string]: string
    }
    name?: string
    /** @description The permissions that the API knows. Its tokens carry no others. */
    permissions?: string[]
  }
  Application: {
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    access: "everyone" | "roles" | "organizations"
    access_organizations: string[]
    access_roles: string[]
    access_token_ttl_seconds: number
    allowed_origins: string[]
    apis: string[]
    backchannel_logout_uri: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    device_code: boolean
    /** @description Also the OAuth `client_id`. */
    id: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    id_token_alg: "RS256" | "ES256"
    initiate_login_uri: string | null
    /** @description JSON Web Key Set (RFC 7517) of public keys: RSA or P-256. */
    jwks?: {
      keys: {
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        alg?: "RS256" | "PS256" | "ES256"
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        crv?: "P-256"
        e?: string
        kid?: string
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        kty: "RSA" | "EC"
        n?: string
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        use?: "sig"
        x?: string
        y?: string
      }[]
    } | null
    /** @description Null for the operator. */
    made_by: string | null
    name: string
    /** @description Null for the whole tenant. */
    organization_id: string | null
    permissions: string[]
    post_logout_uris: string[]
    redirect_uris: string[]
    require_verified_email: boolean
    return_uris: string[]
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "suspended"
    third_party: boolean
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    token_endpoint_auth_method: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none"
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    type: "web" | "spa" | "native" | "machine"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  ApplicationPatch: {
    /** @enum {string} */
    access?: "everyone" | "roles" | "organizations"
    access_organizations?: string[]
    access_roles?: string[]
    access_token_ttl_seconds?: number
    /** @description Origins that may call the token endpoint, besides those of the redirect URIs. */
    allowed_origins?: string[]
    /** @description APIs it may request tokens for. */
    apis?: string[]
    /** @description Where we post a `logout_token` when a sign-in has ended, whatever ended it. */
    backchannel_logout_uri?: string | null
    /** @description Whether it may sign people in on devices without a browser. */
    device_code?: boolean
    /** @enum {string} */
    id_token_alg?: "RS256" | "ES256"
    initiate_login_uri?: string | null
    /** @description Its public keys. Required for `private_key_jwt`. */
    jwks?: {
      keys: {
        /** @enum {string} */
        alg?: "RS256" | "PS256" | "ES256"
        /** @enum {string} */
        crv?: "P-256"
        e?: string
        kid?: string
        /** @enum {string} */
        kty: "RSA" | "EC"
        n?: string
        /** @enum {string} */
        use?: "sig"
        x?: string
        y?: string
      }[]
    } | null
    name?: string
    /** @description Of a machine; never more than its creator has. */
    permissions?: string[]
    post_logout_uris?: string[]
    /** @description Compared exactly. `https`; `http` on loopback; for native also private-use schemes with a dot. */
    redirect_uris?: string[]
    require_verified_email?: boolean
    /** @description Where people can continue after an invitation, a verification or a password reset. Without a query. */
    return_uris?: string[]
    /** @enum {string} */
    status?: "active" | "suspended"
    /** @description Whether people have to agree before it gets their data. */
    third_party?: boolean
    /** @enum {string} */
    token_endpoint_auth_method?: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none"
  }
  ApplicationSecret: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    last_four: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
    /** @description Opaque ID with a prefix. */
    made_by: string | null
  }
  ApplicationSecretWithValue: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    last_four: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
    /** @description Opaque ID with a prefix. */
    made_by: string | null
    /** @description Returned only once. Store it safely. */
    secret: string
  }
  ApplicationWithSecret: {
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    access: "everyone" | "roles" | "organizations"
    access_organizations: string[]
    access_roles: string[]
    access_token_ttl_seconds: number
    allowed_origins: string[]
    apis: string[]
    backchannel_logout_uri: string | null
    /** @description Returned only once. Store it safely. */
    client_secret?: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    device_code: boolean
    /** @description Also the OAuth `client_id`. */
    id: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    id_token_alg: "RS256" | "ES256"
    initiate_login_uri: string | null
    /** @description JSON Web Key Set (RFC 7517) of public keys: RSA or P-256. */
    jwks?: {
      keys: {
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        alg?: "RS256" | "PS256" | "ES256"
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        crv?: "P-256"
        e?: string
        kid?: string
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        kty: "RSA" | "EC"
        n?: string
        /**
         * @description New values can be added: ignore those you don't know.
         * @enum {string}
         */
        use?: "sig"
        x?: string
        y?: string
      }[]
    } | null
    /** @description Null for the operator. */
    made_by: string | null
    name: string
    /** @description Null for the whole tenant. */
    organization_id: string | null
    permissions: string[]
    post_logout_uris: string[]
    redirect_uris: string[]
    require_verified_email: boolean
    return_uris: string[]
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "suspended"
    third_party: boolean
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    token_endpoint_auth_method: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none"
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    type: "web" | "spa" | "native" | "machine"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  AuditEvent: {
    /**
     * @description What happened. New actions can be added: ignore those you don't know.
     * @enum {string}
     */
    action:
      | "member.joined"
      | "member.updated"
      | "member.suspended"
      | "member.reactivated"
      | "member.removed"
      | "member.left"
      | "member.restored"
      | "member.expired"
      | "member.factors_reset"
      | "member.password_reset_sent"
      | "member.sessions_ended"
      | "invite.created"
      | "invite.updated"
      | "invite.link_copied"
      | "invite.resent"
      | "invite.accepted"
      | "invite.declined"
      | "invite.revoked"
      | "api_key.created"
      | "api_key.updated"
      | "api_key.rotated"
      | "api_key.revoked"
      | "api_key.expired"
      | "api_key.revoked_by_operator"
      | "organization.created"
      | "organization.updated"
      | "organization.policy_changed"
      | "organization.suspended"
      | "organization.resumed"
      | "organization.deleted"
      | "organization.restored"
      | "tenant.created"
      | "tenant.updated"
      | "tenant.policy_changed"
      | "tenant.deleted"
      | "tenant.restored"
      | "tenant_admin.named"
      | "tenant_admin.removed"
      | "session.signed_in"
      | "session.signed_out"
      | "session.sign_in_failed"
      | "session.second_factor_failed"
      | "session.ended"
      | "session.others_ended"
      | "session.stepped_up"
      | "session.device_forgotten"
      | "session.ended_by_operator"
      | "link.revoked_by_operator"
      | "user.registered"
      | "user.profile_updated"
      | "user.password_changed"
      | "user.password_reset"
      | "user.password_set_by_operator"
      | "user.identity_linked"
      | "user.identity_unlinked"
      | "user.second_factor_enabled"
      | "user.recovery_codes_renewed"
      | "user.terms_accepted"
      | "user.second_factor_disabled"
      | "user.passkey_added"
      | "user.passkey_removed"
      | "user.passkey_renamed"
      | "user.passkey_copied"
      | "user.passkeys_deleted"
      | "user.factors_reset_by_operator"
      | "user.email_verified"
      | "user.email_change_canceled"
      | "user.email_change_requested"
      | "user.email_changed"
      | "user.email_change_refused"
      | "user.closed"
      | "user.restored"
      | "user.taken_over"
      | "user.registration_refused"
      | "application.created"
      | "application.updated"
      | "application.deleted"
      | "application.secret_created"
      | "application.secret_revoked"
      | "application.signed_in"
      | "api.created"
      | "api.updated"
      | "api.deleted"
      | "grant.revoked"
      | "role.created"
      | "role.updated"
      | "role.deleted"
      | "permission.created"
      | "permission.updated"
      | "permission.deleted"
    actor: {
      /** @description Opaque ID with a prefix. */
      id: string | null
      /**
       * @description New values can be added: ignore those you don't know.
       * @enum {string}
       */
      type: "user" | "api_key" | "application" | "system" | "anonymous"
    }
    after: unknown
    before: unknown
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    ip: string | null
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
    request_id: string | null
    target?: {
      /** @description Opaque ID with a prefix. */
      id: string
      type: string
    } | null
    /** @description Opaque ID with a prefix. */
    tenant_id: string
    user_agent: string | null
  }
  BatchResult: {
    code?: string
    email: string | null
    external_id: string | null
    fields?: {
      code: string
      field: string
      message: string
    }[]
    /** @description The user's ID. */
    id: string | null
    message?: string
    /**
     * @description `not_tried`: the request's time was up before. Send these rows again. New values can be added: ignore those you don't know.
     * @enum {string}
     */
    result: "created" | "updated" | "unchanged" | "failed" | "not_tried" | "would_create" | "would_update"
    /** @description Index of the row, from 0. */
    row: number
  }
  BatchUser: {
    /** Format: email */
    email: string
    /** Format: date-time */
    expires_at?: string | null
    external_id?: string
    metadata?: Schemas["Metadata"]
    name: string
    permissions?: string[]
    /** @description admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere. */
    role: string
    send_invite?: boolean
  }
  BotChallenge: {
    parameters: {
      /**
       * @description New values can be added: ignore those you don't know.
       * @enum {string}
       */
      algorithm: "PBKDF2/SHA-256"
      cost: number
      expiresAt: number
      keyLength: number
      keyPrefix: string
      keySignature: string
      nonce: string
      salt: string
    }
    signature: string
  }
  BulkInvite: {
    /** Format: email */
    email?: string
    /** @default 7 */
    expires_in_days?: number
    message?: string
    name?: string
    permissions?: string[]
    /** @description admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere. */
    role?: string
  }
  BulkInvites: {
    /** @description Defaults for fields that a row doesn't have. */
    defaults?: {
      /** Format: email */
      email?: string
      /** @default 7 */
      expires_in_days?: number
      message?: string
      name?: string
      permissions?: string[]
      /** @description admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere. */
      role?: string
    }
    /** @default false */
    dry_run?: boolean
    invites: Schemas["BulkInvite"][]
  }
  BulkResult: {
    code?: string
    email: string | null
    fields?: {
      code: string
      field: string
      message: string
    }[]
    invite?: Schemas["Invite"]
    message?: string
    /**
     * @description `not_tried`: the request's time was up before. Send these rows again. New values can be added: ignore those you don't know.
     * @enum {string}
     */
    result: "invited" | "would_invite" | "refused" | "invalid" | "duplicate" | "not_tried"
    /** @description Index of the row, from 0. */
    row: number
  }
  Change: {
    /** @description Whether it is gone. Then there is no object. */
    deleted: boolean
    /** @description Opaque ID with a prefix. */
    id: string
    /** @description With the type `organization`, unless deleted. */
    organization?: Schemas["Organization"]
    /** @description The organization of the user, or the organization itself. */
    organization_id: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    type: "user" | "organization"
    /** @description With the type `user`, unless deleted. */
    user?: Schemas["UserView"]
  }
  CodeAnswer: {
    challenge: string
    code: string
  }
  CodeChallenge: {
    challenge: string
  }
  CodeRequest: {
    /** Format: email */
    email: string
    /** @description Opaque ID with a prefix. */
    organization_id?: string
    /** @description Base64 of `{challenge, solution}`, where bot_check_required asks for it. */
    proof_of_work?: string
  }
  Credentials: {
    /** Format: email */
    email: string
    /** @description Opaque ID with a prefix. */
    organization_id?: string
    /** Format: password */
    password: string
  }
  EmailChange: {
    /** Format: email */
    email: string
    /** Format: password */
    password: string
  }
  ErrorResponse: {
    error: {
      /** @description With second_factor_required: send it to POST /auth/second-factor. */
      challenge?: string
      /** @description With bot_check_required: returns a challenge. Send its solution as proof_of_work. */
      challenge_url?: string
      /**
       * @description Stable name of the error. New ones can be added: go by the status then.
       * @enum {string}
       */
      code:
        | "invalid_json"
        | "unknown_parameter"
        | "unauthenticated"
        | "invalid_token"
        | "invalid_credentials"
        | "second_factor_required"
        | "permission_required"
        | "email_not_verified"
        | "bot_check_required"
        | "sign_up_closed"
        | "role_above_your_own"
        | "permission_not_held"
        | "own_rights"
        | "not_a_user"
        | "not_for_applications"
        | "invite_email_mismatch"
        | "two_factor_required"
        | "sign_in_method_not_allowed"
        | "session_too_old"
        | "https_required"
        | "cross_site"
        | "not_found"
        | "method_not_allowed"
        | "email_taken"
        | "already_member"
        | "invite_already_pending"
        | "invite_not_pending"
        | "last_admin"
        | "last_way_in"
        | "factors_of_operator"
        | "policy_locks_out"
        | "sign_in_to_accept"
        | "membership_suspended"
        | "external_id_taken"
        | "role_exists"
        | "role_in_use"
        | "too_many_roles"
        | "permission_exists"
        | "permission_in_use"
        | "too_many_passkeys"
        | "passkeys_unavailable"
        | "request_in_progress"
        | "invite_expired"
        | "invite_revoked"
        | "token_expired"
        | "cursor_expired"
        | "version_conflict"
        | "body_too_large"
        | "unsupported_media_type"
        | "validation_failed"
        | "idempotency_key_reused"
        | "rate_limited"
        | "internal_error"
        | "unavailable"
      /** @description With two_factor_required, sign_in_method_not_allowed and session_too_old: the page where the person complies with the policy. */
      comply_url?: string
      /** @description With already_member, external_id_taken and invite_already_pending: ID of the user or invitation that is in the way, where the caller may see it. */
      existing_id?: string
      /** @description With second_factor_required: the codes that complete the sign-in. `email_code`: one that was just emailed. */
      factors?: ("totp" | "recovery_code" | "email_code")[]
      fields?: {
        code: string
        field: string
        message: string
      }[]
      /** @description With rate_limited: the limit, as named in RateLimit-Policy. */
      limit?: string
      /** @description Human-readable message that says what to do next. */
      message: string
      /** @description With last_admin, when closing an account: organizations that depend on the caller, with the number of other members. */
      organizations?: {
        /** @description Whether delete_organizations can include it. */
        deletable: boolean
        id: string
        name: string
        others: number
        tenant_id: string
      }[]
      request_id: string
      /** @description With permission_required: the missing permission or role. */
      required?: string
      /** @description With role_in_use and permission_in_use: how many of each kind use it. */
      used_by?: {
        [key: string]: number
      }
    }
    /** @description Always false. */
    success: boolean
  }
  Export: {
    account: {
      [key: string]: unknown
    }
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    exported_at: string
    identities: {
      [key: string]: unknown
    }[]
    passkeys: {
      [key: string]: unknown
    }[]
    sessions: {
      [key: string]: unknown
    }[]
    tenants: ({
      has_older_events: boolean
      /** @description Opaque ID with a prefix. */
      tenant_id: string
    } & {
      [key: string]: unknown
    })[]
    terms_acceptances: {
      [key: string]: unknown
    }[]
  }
  Grant: {
    /** @description Opaque ID with a prefix. */
    application_id: string
    application_name: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string
    /** @description Opaque ID with a prefix. */
    organization_id: string
    organization_name: string
    scopes: string[]
    /** @description Opaque ID with a prefix. */
    user_id: string
  }
  HeldPermission: {
    /** @description Whether it is granted directly. */
    direct: boolean
    permission: string
    /** @description The role that includes it. */
    role: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    source: "role" | "direct"
  }
  Identity: {
    email: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    issuer: string
    /** @description How the account was named there when it was linked. */
    label: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    linked_at: string
    /** @description The name of the provider in the settings of the server. */
    provider: string
    provider_label: string
  }
  Introspected: {
    active: boolean
    /** @description For an API key. */
    api_key?: Schemas["ApiKey"]
    /** @description For an access token of an application: its claims, with current rights. */
    claims?: {
      [key: string]: unknown
    }
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at?: string
    /** @description Opaque ID with a prefix. */
    organization_id?: string | null
    permissions?: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role?: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string|null}
     */
    role_rank?: "super_admin" | "tenant_admin" | "admin" | "member" | "guest" | null
    /** @description For an access token. */
    user?: Schemas["User"]
  }
  Introspection: {
    token: string
    /** @description Ignored: the token says what it is. */
    token_type_hint?: string
  }
  Invite: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description Delivery status of the last email; null before the first. */
    delivery: string | null
    email: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    invited_by: {
      id: string
      name: string
      /**
       * @description New values can be added: ignore those you don't know.
       * @enum {string}
       */
      type: "user" | "api_key" | "system"
    }
    message: string | null
    name: string | null
    /** @description Opaque ID with a prefix. */
    organization_id: string
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    send_count: number
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    sent_at: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "pending" | "accepted" | "expired" | "revoked" | "declined"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  InviteLinkToCopy: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Shown only in this response. */
    url: string
  }
  InvitePreview: {
    email: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    inviter: string
    message: string | null
    name: string | null
    /**
     * @description Whether the email already has an account. `prove_email`: the link was copied rather than emailed, so it proves no email. Sign in with that verified email, or request the invitation by email. New values can be added: ignore those you don't know.
     * @enum {string}
     */
    next: "create_account" | "sign_in" | "prove_email"
    organization: {
      name: string
    }
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /** @description The name of a role of the tenant's own. */
    role_name: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
  }
  Me: {
    avatar_url: string | null
    bio: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    effective_permissions: string[]
    email: string
    email_verified: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    external_id: string | null
    /** @description False for a user who only signs in in other ways: `POST /users/me/proof-code` emails them a code. */
    has_password: boolean
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_seen_at: string | null
    /** @description The language of emails; null until one was chosen. */
    locale: string | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
    /** @description Additional permissions, granted directly. */
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string|null}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest" | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "invited" | "active" | "suspended" | "expired"
    /** @description Opaque ID with a prefix. */
    tenant_id: string | null
    /** @description The terms of service that the person has not accepted yet; null if none. */
    terms_due?: {
      url: string
      version: string
    } | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  MemberSession: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    device: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    kind: "browser" | "api"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_seen_at: string
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
  }
  MePatch: {
    avatar_url?: string | null
    bio?: string | null
    /**
     * @description The language of emails to this user; null for that of their browser.
     * @enum {string|null}
     */
    locale?: "en" | "de" | null
    name?: string
  }
  Metadata: {
    [key: string]: unknown
  }
  MyInvite: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    inviter: string
    message: string | null
    organization: string
    /** @description Opaque ID with a prefix. */
    organization_id: string
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
  }
  MyOrganization: {
    current: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    name: string
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /** @description The name of a role of the tenant's own. */
    role_name: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "suspended"
    /** @description Opaque ID with a prefix. */
    tenant_id: string
  }
  NewApi: {
    /** @default {} */
    claims?: {
      [key: string]: string
    }
    name: string
    /** @description The permissions that the API knows. Its tokens carry no others. */
    permissions?: string[]
  }
  NewApiKey: {
    /** Format: date-time */
    expires_at?: string | null
    name: string
    /** @description Permissions of the key, beside those of a role of the tenant's own. Can be empty. */
    permissions: string[]
    /** @description Limits which members the key can manage. A built-in role grants the key no permissions, a role of the tenant's own grants what it includes. */
    role: string
    /** @default false */
    tenant_wide?: boolean
  }
  NewApplication: {
    /**
     * @default everyone
     * @enum {string}
     */
    access?: "everyone" | "roles" | "organizations"
    /** @default [] */
    access_organizations?: string[]
    /** @default [] */
    access_roles?: string[]
    /** @default 300 */
    access_token_ttl_seconds?: number
    /**
     * @description Origins that may call the token endpoint, besides those of the redirect URIs.
     * @default []
     */
    allowed_origins?: string[]
    /**
     * @description APIs it may request tokens for.
     * @default []
     */
    apis?: string[]
    /**
     * @description Where we post a `logout_token` when a sign-in has ended, whatever ended it.
     * @default null
     */
    backchannel_logout_uri?: string | null
    /**
     * @description Whether it may sign people in on devices without a browser.
     * @default false
     */
    device_code?: boolean
    /**
     * @default RS256
     * @enum {string}
     */
    id_token_alg?: "RS256" | "ES256"
    /** @default null */
    initiate_login_uri?: string | null
    /**
     * @description Its public keys. Required for `private_key_jwt`.
     * @default null
     */
    jwks?: {
      keys: {
        /** @enum {string} */
        alg?: "RS256" | "PS256" | "ES256"
        /** @enum {string} */
        crv?: "P-256"
        e?: string
        kid?: string
        /** @enum {string} */
        kty: "RSA" | "EC"
        n?: string
        /** @enum {string} */
        use?: "sig"
        x?: string
        y?: string
      }[]
    } | null
    name: string
    /** @description Of a machine; never more than its creator has. */
    permissions?: string[]
    /** @default [] */
    post_logout_uris?: string[]
    /**
     * @description Compared exactly. `https`; `http` on loopback; for native also private-use schemes with a dot.
     * @default []
     */
    redirect_uris?: string[]
    /** @default true */
    require_verified_email?: boolean
    /**
     * @description Where people can continue after an invitation, a verification or a password reset. Without a query.
     * @default []
     */
    return_uris?: string[]
    /** @default false */
    tenant_wide?: boolean
    /**
     * @description Whether people have to agree before it gets their data.
     * @default false
     */
    third_party?: boolean
    /** @enum {string} */
    token_endpoint_auth_method?: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none"
    /** @enum {string} */
    type: "web" | "spa" | "native" | "machine"
  }
  NewApplicationSecret: {
    /** Format: date-time */
    expires_at?: string | null
  }
  NewInvite: {
    /** @description The application that the person continues to. */
    application_id?: string
    /** Format: email */
    email: string
    /** @default 7 */
    expires_in_days?: number
    message?: string
    name?: string
    permissions?: string[]
    /** @description One of its `return_uris`, with any query. */
    return_to?: string
    /** @description admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere. */
    role: string
  }
  NewOrganization: {
    allowed_domains?: string[]
    metadata?: Schemas["Metadata"]
    name: string
    /** @enum {string} */
    sign_up?: "open" | "domain" | "invite_only"
    /** @description For super admins: the tenant to create it in. */
    tenant_id?: string
  }
  NewPasskey: {
    challenge: string
    name?: string
    response: Schemas["PasskeyRegistrationResponse"]
  }
  NewPermission: {
    /** @default null */
    description?: string | null
    name: string
  }
  NewRole: {
    /**
     * @description Decides whom people with it can manage, and includes no permissions. Can't be changed later.
     * @enum {string}
     */
    based_on: "admin" | "member" | "guest"
    /** @default null */
    description?: string | null
    /** @description Can't be changed later. */
    key: string
    name: string
    permissions?: string[]
  }
  NewTenant: {
    name: string
    organization_name?: string
  }
  NewUser: {
    /** Format: email */
    email: string
    /** Format: date-time */
    expires_at?: string | null
    external_id?: string
    metadata?: Schemas["Metadata"]
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id: string
    permissions?: string[]
    /** @description admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere. */
    role: string
    /** @default false */
    send_invite?: boolean
  }
  Operations: {
    /** @description Revoke an API key */
    "DELETE /api-keys/{id}": {
      data: null
      params: {
        id: string
      }
    }
    /** @description Delete an API */
    "DELETE /apis/{id}": {
      data: null
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Delete an application */
    "DELETE /applications/{id}": {
      data: null
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Revoke a secret */
    "DELETE /applications/{id}/secrets/{secret_id}": {
      data: null
      params: {
        id: string
        secret_id: string
      }
    }
    /** @description Delete an organization */
    "DELETE /organizations/{id}": {
      data: null
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Revoke an invitation */
    "DELETE /organizations/{id}/invites/{invite_id}": {
      data: null
      params: {
        id: string
        invite_id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Remove an organization's logo */
    "DELETE /organizations/{id}/logo": {
      data: null
      params: {
        id: string
      }
    }
    /** @description Remove a user from an organization */
    "DELETE /organizations/{id}/users/{user_id}": {
      data: Schemas["StoppedWith"] | null
      params: {
        id: string
        user_id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Delete a permission */
    "DELETE /permissions/{name}": {
      data: null
      params: {
        name: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Delete a role */
    "DELETE /roles/{key}": {
      data: null
      params: {
        key: string
      }
      query: {
        replace_with?: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Delete a tenant */
    "DELETE /tenants/{id}": {
      body: Schemas["TenantDeletion"]
      data: null
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Remove a tenant admin */
    "DELETE /tenants/{id}/admins/{user_id}": {
      data: null
      params: {
        id: string
        user_id: string
      }
    }
    /** @description Remove a user */
    "DELETE /users/{id}": {
      data: Schemas["StoppedWith"] | null
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Disconnect an application from a member */
    "DELETE /users/{id}/grants/{grant_id}": {
      data: null
      params: {
        grant_id: string
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description Reset a user's two-factor authentication */
    "DELETE /users/{id}/second-factor": {
      body: Schemas["PasswordProof"]
      data: null
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description End a user's sessions */
    "DELETE /users/{id}/sessions": {
      data: null
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description Close the current user's account */
    "DELETE /users/me": {
      body: Schemas["AccountClosing"]
      data: null
    }
    /** @description Cancel a change of the current user's email */
    "DELETE /users/me/email": {
      data: null
    }
    /** @description Disconnect one of my applications */
    "DELETE /users/me/grants/{id}": {
      data: null
      params: {
        id: string
      }
    }
    /** @description Unlink one of my accounts at other services */
    "DELETE /users/me/identities/{id}": {
      body: Schemas["StrongProof"]
      data: null
      params: {
        id: string
      }
    }
    /** @description Remove a passkey */
    "DELETE /users/me/passkeys/{id}": {
      body: Schemas["StrongProof"]
      data: null
      params: {
        id: string
      }
    }
    /** @description Remove the current user's picture */
    "DELETE /users/me/picture": {
      data: null
    }
    /** @description Ask for a code again in one of the current user's browsers */
    "DELETE /users/me/remembered-devices/{id}": {
      data: null
      params: {
        id: string
      }
    }
    /** @description End the current user's other sessions */
    "DELETE /users/me/sessions": {
      data: null
    }
    /** @description End one of the current user's sessions */
    "DELETE /users/me/sessions/{id}": {
      data: null
      params: {
        id: string
      }
    }
    /** @description List API keys */
    "GET /api-keys": {
      item: Schemas["ApiKey"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        total?: boolean
      }
    }
    /** @description Get an API key */
    "GET /api-keys/{id}": {
      data: Schemas["ApiKey"]
      params: {
        id: string
      }
    }
    /** @description Get the calling API key */
    "GET /api-keys/self": {
      data: Schemas["ApiKey"]
    }
    /** @description List APIs */
    "GET /apis": {
      item: Schemas["Api"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description Get an API */
    "GET /apis/{id}": {
      data: Schemas["Api"]
      params: {
        id: string
      }
    }
    /** @description List applications */
    "GET /applications": {
      item: Schemas["Application"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        total?: boolean
      }
    }
    /** @description Get an application */
    "GET /applications/{id}": {
      data: Schemas["Application"]
      params: {
        id: string
      }
    }
    /** @description List the people who use an application */
    "GET /applications/{id}/grants": {
      item: Schemas["Grant"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List an application's secrets */
    "GET /applications/{id}/secrets": {
      item: Schemas["ApplicationSecret"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List audit events */
    "GET /audit-events": {
      item: Schemas["AuditEvent"]
      query: {
        action?: string
        actor?: string
        cursor?: string
        /** Format: date-time */
        from?: string
        /** @default 20 */
        limit?: number
        /**
         * @default -created_at
         * @enum {string}
         */
        sort?: "-created_at" | "created_at"
        target?: string
        tenant_id?: string
        /** Format: date-time */
        to?: string
        total?: boolean
      }
    }
    /** @description Get a challenge of bot protection */
    "GET /auth/bot-challenge": {
      data: Schemas["BotChallenge"]
    }
    /** @description List changes */
    "GET /changes": {
      item: Schemas["Change"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        tenant_id?: string
      }
    }
    /** @description Get an invitation by its link */
    "GET /invites/{token}": {
      data: Schemas["InvitePreview"]
      params: {
        token: string
      }
    }
    /** @description List organizations */
    "GET /organizations": {
      item: Schemas["Organization"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        tenant_id?: string
        total?: boolean
      }
    }
    /** @description Get an organization */
    "GET /organizations/{id}": {
      data: Schemas["Organization"]
      params: {
        id: string
      }
    }
    /** @description List an organization's invitations */
    "GET /organizations/{id}/invites": {
      item: Schemas["Invite"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        /** @enum {string} */
        status?: "pending" | "accepted" | "expired" | "revoked" | "declined"
        total?: boolean
      }
    }
    /** @description Get an invitation */
    "GET /organizations/{id}/invites/{invite_id}": {
      data: Schemas["Invite"]
      params: {
        id: string
        invite_id: string
      }
    }
    /** @description Get the sign-in policy of an organization */
    "GET /organizations/{id}/policy": {
      data: Schemas["Policy"]
      params: {
        id: string
      }
    }
    /** @description List members without two-factor authentication or a passkey */
    "GET /organizations/{id}/policy/people": {
      item: Schemas["PolicyPerson"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List an organization's users */
    "GET /organizations/{id}/users": {
      item: Schemas["UserView"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** Format: email */
        email?: string
        external_id?: string
        ids?: string
        /** Format: date-time */
        last_seen_after?: string
        /** Format: date-time */
        last_seen_before?: string
        /** @default 20 */
        limit?: number
        q?: string
        role?: string
        /**
         * @default name
         * @enum {string}
         */
        sort?: "name" | "-name" | "created_at" | "-created_at"
        /** @enum {string} */
        status?: "invited" | "active" | "suspended" | "expired"
        total?: boolean
        /** Format: date-time */
        updated_after?: string
      }
    }
    /** @description List permissions */
    "GET /permissions": {
      data: Schemas["Permission"][]
    }
    /** @description Follow what has ended */
    "GET /revocations": {
      data: null
    }
    /** @description List roles */
    "GET /roles": {
      data: Schemas["Role"][]
    }
    /** @description Get a role */
    "GET /roles/{key}": {
      data: Schemas["Role"]
      params: {
        key: string
      }
    }
    /** @description List tenants */
    "GET /tenants": {
      item: Schemas["Tenant"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        total?: boolean
      }
    }
    /** @description Get a tenant */
    "GET /tenants/{id}": {
      data: Schemas["Tenant"]
      params: {
        id: string
      }
    }
    /** @description Get the sign-in policy of a tenant */
    "GET /tenants/{id}/policy": {
      data: Schemas["Policy"]
      params: {
        id: string
      }
    }
    /** @description List members without two-factor authentication or a passkey */
    "GET /tenants/{id}/policy/people": {
      item: Schemas["PolicyPerson"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List users */
    "GET /users": {
      item: Schemas["UserView"]
      query: {
        cursor?: string
        /** Format: email */
        email?: string
        external_id?: string
        ids?: string
        /** Format: date-time */
        last_seen_after?: string
        /** Format: date-time */
        last_seen_before?: string
        /** @default 20 */
        limit?: number
        q?: string
        role?: string
        /**
         * @default name
         * @enum {string}
         */
        sort?: "name" | "-name" | "created_at" | "-created_at"
        /** @enum {string} */
        status?: "invited" | "active" | "suspended" | "expired"
        tenant_id?: string
        total?: boolean
        /** Format: date-time */
        updated_after?: string
      }
    }
    /** @description Get a user */
    "GET /users/{id}": {
      data: Schemas["UserView"]
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description List a member's connected applications */
    "GET /users/{id}/grants": {
      item: Schemas["Grant"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        organization_id?: string
        total?: boolean
      }
    }
    /** @description List a user's organizations */
    "GET /users/{id}/organizations": {
      data: Schemas["UserOrganization"][]
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description List a user's permissions and their sources */
    "GET /users/{id}/permissions": {
      data: Schemas["HeldPermission"][]
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description List a user's sessions */
    "GET /users/{id}/sessions": {
      item: Schemas["MemberSession"]
      params: {
        id: string
      }
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        organization_id?: string
        total?: boolean
      }
    }
    /** @description Get the current user */
    "GET /users/me": {
      data: Schemas["Me"]
    }
    /** @description Export the current user's data */
    "GET /users/me/export": {
      data: Schemas["Export"]
    }
    /** @description List my connected applications */
    "GET /users/me/grants": {
      item: Schemas["Grant"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List my accounts at other services */
    "GET /users/me/identities": {
      item: Schemas["Identity"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List pending invitations to the current user's verified email */
    "GET /users/me/invites": {
      data: Schemas["MyInvite"][]
    }
    /** @description List the current user's organizations */
    "GET /users/me/organizations": {
      data: Schemas["MyOrganization"][]
    }
    /** @description List the current user's passkeys */
    "GET /users/me/passkeys": {
      item: Schemas["Passkey"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List the current user's permissions and their sources */
    "GET /users/me/permissions": {
      data: Schemas["HeldPermission"][]
    }
    /** @description List the browsers in which the current user is asked for no code */
    "GET /users/me/remembered-devices": {
      item: Schemas["RememberedDevice"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    /** @description List the current user's sessions */
    "GET /users/me/sessions": {
      item: Schemas["Session"]
      query: {
        cursor?: string
        /** @default 20 */
        limit?: number
        total?: boolean
      }
    }
    "PATCH /organizations/{id}": Schemas["Operations"]["PUT /organizations/{id}"]
    "PATCH /organizations/{id}/users/{user_id}": Schemas["Operations"]["PUT /organizations/{id}/users/{user_id}"]
    "PATCH /permissions/{name}": Schemas["Operations"]["PUT /permissions/{name}"]
    "PATCH /roles/{key}": Schemas["Operations"]["PUT /roles/{key}"]
    "PATCH /tenants/{id}": Schemas["Operations"]["PUT /tenants/{id}"]
    "PATCH /users/{id}": Schemas["Operations"]["PUT /users/{id}"]
    "PATCH /users/me": Schemas["Operations"]["PUT /users/me"]
    "PATCH /users/me/passkeys/{id}": Schemas["Operations"]["PUT /users/me/passkeys/{id}"]
    /** @description Create an API key */
    "POST /api-keys": {
      body: Schemas["NewApiKey"]
      data: Schemas["ApiKeyWithSecret"]
      /** @constant */
      idempotent: true
    }
    /** @description Rotate an API key */
    "POST /api-keys/{id}/rotate": {
      body: Schemas["Rotation"]
      data: Schemas["ApiKeyWithSecret"]
      /** @constant */
      idempotent: true
      params: {
        id: string
      }
    }
    /** @description Create an API */
    "POST /apis": {
      body: Schemas["NewApi"]
      data: Schemas["Api"]
      /** @constant */
      idempotent: true
    }
    /** @description Create an application */
    "POST /applications": {
      body: Schemas["NewApplication"]
      data: Schemas["ApplicationWithSecret"]
      /** @constant */
      idempotent: true
    }
    /** @description Create a secret */
    "POST /applications/{id}/secrets": {
      body: Schemas["NewApplicationSecret"]
      data: Schemas["ApplicationSecretWithValue"]
      /** @constant */
      idempotent: true
      params: {
        id: string
      }
    }
    /** @description Send a sign-in code by email */
    "POST /auth/email-code": {
      body: Schemas["CodeRequest"]
      data: Schemas["CodeChallenge"]
    }
    /** @description Sign in with a code from an email */
    "POST /auth/email-code/verify": {
      body: Schemas["CodeAnswer"]
      data: Schemas["SignedIn"]
    }
    /** @description Introspect an access token or API key */
    "POST /auth/introspect": {
      body: Schemas["Introspection"]
      data: Schemas["Introspected"]
    }
    /** @description Sign in */
    "POST /auth/login": {
      body: Schemas["Credentials"]
      data: Schemas["SignedIn"]
    }
    /** @description Sign out */
    "POST /auth/logout": {
      body: Schemas["SignOut"]
      data: null
    }
    /** @description Start a sign-in or a proof with a passkey */
    "POST /auth/passkey/options": {
      body: Schemas["PasskeyRequest"]
      data: Schemas["PasskeyOptions"]
    }
    /** @description Sign in or prove who you are with a passkey */
    "POST /auth/passkey/verify": {
      body: Schemas["PasskeyAnswer"]
      data:
        | Schemas["SignedIn"]
        | {
            /**
             * Format: date-time
             * @description ISO 8601, UTC, whole seconds.
             */
            expires_at: string
            proof: string
          }
    }
    /** @description Send a password reset email */
    "POST /auth/password/forgot": {
      body: Schemas["ResetRequest"]
      data: Schemas["Accepted"]
    }
    /** @description Reset the password with an emailed link */
    "POST /auth/password/reset": {
      body: Schemas["PasswordReset"]
      data: {
        api_keys: {
          id: string
          name: string
        }[]
        email: string
        identities: {
          id: string
          label: string
          provider: string
        }[]
      }
    }
    /** @description Exchange a refresh token */
    "POST /auth/refresh": {
      body: Schemas["RefreshRequest"]
      data: Schemas["SignedIn"]
    }
    /** @description Register */
    "POST /auth/register": {
      body: Schemas["Registration"]
      data: Schemas["SignedIn"] | Schemas["Accepted"]
    }
    /** @description Finish a sign-in with two-factor authentication */
    "POST /auth/second-factor": {
      body: Schemas["SecondFactorAnswer"]
      data: Schemas["SignedIn"]
    }
    /** @description Switch organization */
    "POST /auth/switch": {
      body: Schemas["SwitchRequest"]
      data: Schemas["SignedIn"]
    }
    /** @description Verify an email */
    "POST /auth/verify-email": {
      body: Schemas["Verification"]
      data: Schemas["Verified"]
    }
    /** @description Resend the verification email */
    "POST /auth/verify-email/resend": {
      body: Schemas["Address"]
      data: Schemas["Accepted"]
    }
    /** @description Accept an invitation */
    "POST /invites/{token}/accept": {
      body: Schemas["Acceptance"]
      data: Schemas["SignedIn"]
      params: {
        token: string
      }
    }
    /** @description Decline an invitation */
    "POST /invites/{token}/decline": {
      data: null
      params: {
        token: string
      }
    }
    /** @description Request a new invitation link */
    "POST /invites/{token}/request": {
      data: Schemas["Accepted"]
      params: {
        token: string
      }
    }
    /** @description Create an organization */
    "POST /organizations": {
      body: Schemas["NewOrganization"]
      data: Schemas["Organization"]
      /** @constant */
      idempotent: true
    }
    /** @description Invite a person by email */
    "POST /organizations/{id}/invites": {
      body: Schemas["NewInvite"]
      data: Schemas["Invite"]
      /** @constant */
      idempotent: true
      params: {
        id: string
      }
    }
    /** @description Create a link to copy */
    "POST /organizations/{id}/invites/{invite_id}/link": {
      data: Schemas["InviteLinkToCopy"]
      params: {
        id: string
        invite_id: string
      }
    }
    /** @description Resend an invitation */
    "POST /organizations/{id}/invites/{invite_id}/resend": {
      data: Schemas["Invite"]
      /** @constant */
      idempotent: true
      params: {
        id: string
        invite_id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Invite many people */
    "POST /organizations/{id}/invites/bulk": {
      body: Schemas["BulkInvites"]
      data: Schemas["BulkResult"][]
      /** @constant */
      idempotent: true
      params: {
        id: string
      }
    }
    /** @description Join an organization */
    "POST /organizations/{id}/join": {
      data: Schemas["Organization"]
      /** @constant */
      idempotent: true
      params: {
        id: string
      }
    }
    /** @description Count whom rules of a sign-in policy would touch */
    "POST /organizations/{id}/policy/preview": {
      body: Schemas["PolicyPatch"]
      data: Schemas["PolicyPreview"]
      params: {
        id: string
      }
    }
    /** @description Add a permission */
    "POST /permissions": {
      body: Schemas["NewPermission"]
      data: Schemas["Permission"]
      /** @constant */
      idempotent: true
    }
    /** @description Check permissions */
    "POST /permissions/check": {
      body: Schemas["PermissionQuestion"]
      data: Schemas["PermissionAnswer"]
    }
    /** @description Create a role */
    "POST /roles": {
      body: Schemas["NewRole"]
      data: Schemas["Role"]
      /** @constant */
      idempotent: true
    }
    /** @description Create a tenant */
    "POST /tenants": {
      body: Schemas["NewTenant"]
      data: Schemas["Tenant"]
      /** @constant */
      idempotent: true
    }
    /** @description Count whom rules of a sign-in policy would touch */
    "POST /tenants/{id}/policy/preview": {
      body: Schemas["PolicyPatch"]
      data: Schemas["PolicyPreview"]
      params: {
        id: string
      }
    }
    /** @description Create a user */
    "POST /users": {
      body: Schemas["NewUser"]
      data: Schemas["User"]
      /** @constant */
      idempotent: true
    }
    /** @description Send a password reset email */
    "POST /users/{id}/password-reset": {
      data: Schemas["Accepted"]
      /** @constant */
      idempotent: true
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description Restore a removed user */
    "POST /users/{id}/restore": {
      data: Schemas["User"]
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
    }
    /** @description Create or update many users */
    "POST /users/batch": {
      body: Schemas["UserBatch"]
      data: Schemas["BatchResult"][]
      /** @constant */
      idempotent: true
    }
    /** @description Change the current user's email */
    "POST /users/me/email": {
      body: Schemas["EmailChange"]
      data: Schemas["Accepted"]
      /** @constant */
      idempotent: true
    }
    /** @description Add a passkey */
    "POST /users/me/passkeys": {
      body: Schemas["NewPasskey"]
      data: Schemas["Passkey"]
    }
    /** @description Start adding a passkey */
    "POST /users/me/passkeys/options": {
      body: Schemas["StrongProof"]
      data: Schemas["PasskeyOptions"]
    }
    /** @description Email the current user a code */
    "POST /users/me/proof-code": {
      data: Schemas["Accepted"]
    }
    /** @description Accept the terms of service */
    "POST /users/me/terms": {
      body: Schemas["TermsAcceptance"]
      data: null
    }
    /** @description Update an API */
    "PUT /apis/{id}": {
      body: Schemas["ApiPatch"]
      data: Schemas["Api"]
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update an application */
    "PUT /applications/{id}": {
      body: Schemas["ApplicationPatch"]
      data: Schemas["Application"]
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update an organization */
    "PUT /organizations/{id}": {
      body: Schemas["OrganizationPatch"]
      data: Schemas["Organization"]
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Upload an organization's logo */
    "PUT /organizations/{id}/logo": {
      /** Format: binary */
      body: Blob
      data: Schemas["Organization"]
      params: {
        id: string
      }
    }
    /** @description Change the sign-in policy of an organization */
    "PUT /organizations/{id}/policy": {
      body: Schemas["PolicyPatch"]
      data: Schemas["Policy"]
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update a membership */
    "PUT /organizations/{id}/users/{user_id}": {
      body: Schemas["UserPatch"]
      data: Schemas["UpdatedUser"]
      params: {
        id: string
        user_id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Describe a permission */
    "PUT /permissions/{name}": {
      body: Schemas["PermissionDescription"]
      data: Schemas["Permission"]
      params: {
        name: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update a role */
    "PUT /roles/{key}": {
      body: Schemas["RolePatch"]
      data: Schemas["Role"]
      params: {
        key: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update a tenant */
    "PUT /tenants/{id}": {
      body: Schemas["TenantPatch"]
      data: Schemas["Tenant"]
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Add a tenant admin */
    "PUT /tenants/{id}/admins/{user_id}": {
      data: Schemas["Tenant"]
      params: {
        id: string
        user_id: string
      }
    }
    /** @description Change the sign-in policy of a tenant */
    "PUT /tenants/{id}/policy": {
      body: Schemas["PolicyPatch"]
      data: Schemas["Policy"]
      params: {
        id: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update a user's membership */
    "PUT /users/{id}": {
      body: Schemas["UserPatch"]
      data: Schemas["UpdatedUser"]
      params: {
        id: string
      }
      query: {
        organization_id?: string
      }
      /** @constant */
      versioned: true
    }
    /** @description Update the current user's profile */
    "PUT /users/me": {
      body: Schemas["MePatch"]
      data: Schemas["Me"]
      /** @constant */
      versioned: true
    }
    /** @description Rename a passkey */
    "PUT /users/me/passkeys/{id}": {
      body: Schemas["PasskeyPatch"]
      data: Schemas["Passkey"]
      params: {
        id: string
      }
    }
    /** @description Change the current user's password */
    "PUT /users/me/password": {
      body: Schemas["PasswordChange"]
      data: {
        /** @constant */
        changed: true
      }
    }
    /** @description Upload the current user's picture */
    "PUT /users/me/picture": {
      /** Format: binary */
      body: Blob
      data: Schemas["Me"]
    }
  }
  Organization: {
    allowed_domains: string[]
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    logo_url: string | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    sign_up: "open" | "domain" | "invite_only"
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "suspended"
    /** @description Opaque ID with a prefix. */
    tenant_id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  OrganizationPatch: {
    allowed_domains?: string[]
    metadata?: {
      [key: string]: unknown
    } | null
    name?: string
    /** @enum {string} */
    sign_up?: "open" | "domain" | "invite_only"
  }
  Pagination: {
    has_more: boolean
    limit: number
    next_cursor: string | null
    total?: number
    /** @description True if `total` is an estimate (beyond 10,000 rows). */
    total_is_estimate?: boolean
  }
  Passkey: {
    /** @description Synced by a password manager: it survives the device. */
    backed_up: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
    name: string
  }
  PasskeyAnswer: {
    challenge: string
    /** @description Opaque ID with a prefix. */
    organization_id?: string
    /**
     * @default sign_in
     * @enum {string}
     */
    purpose?: "sign_in" | "proof"
    response: Schemas["PasskeyAuthenticationResponse"]
  }
  PasskeyAuthenticationResponse: {
    authenticatorAttachment?: string | null
    /** @default {} */
    clientExtensionResults?: {
      [key: string]: unknown
    }
    id: string
    rawId: string
    response: {
      authenticatorData: string
      clientDataJSON: string
      signature: string
      userHandle?: string | null
    }
    /** @enum {string} */
    type: "public-key"
  }
  PasskeyOptions: {
    /** @description To send back with the authenticator's response; works once. */
    challenge: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Options of WebAuthn, as JSON. */
    options: {
      [key: string]: unknown
    }
  }
  PasskeyPatch: {
    name: string
  }
  PasskeyRegistrationResponse: {
    authenticatorAttachment?: string | null
    /** @default {} */
    clientExtensionResults?: {
      [key: string]: unknown
    }
    id: string
    rawId: string
    response: {
      attestationObject: string
      clientDataJSON: string
      transports?: string[]
    }
    /** @enum {string} */
    type: "public-key"
  }
  PasskeyRequest: {
    /**
     * @default sign_in
     * @enum {string}
     */
    purpose?: "sign_in" | "proof"
  }
  PasswordChange: {
    /**
     * Format: password
     * @description Required if the user has a password. Without one, a code of `POST /users/me/proof-code`, unless they signed in within 15 minutes.
     */
    current_password?: string
    /** Format: password */
    new_password: string
  }
  PasswordProof: {
    /** Format: password */
    password: string
  }
  PasswordReset: {
    /** Format: password */
    new_password: string
    token: string
  }
  Permission: {
    /** @description The API that added it, if one did. */
    api_id: string | null
    built_in: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string | null
    description: string | null
    name: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string | null
    /** @description Null for a built-in one. */
    version: number | null
  }
  PermissionAnswer: {
    /** @description For a list: whether all of them are held. */
    allowed: boolean
    /** @description For a list: each of its permissions, in its order. */
    results?: {
      allowed: boolean
      permission: string
      /**
       * @description New values can be added: ignore those you don't know.
       * @enum {string|null}
       */
      source: "role" | "direct" | null
    }[]
    /**
     * @description Null where it is not held, and for a list. New values can be added: ignore those you don't know.
     * @enum {string|null}
     */
    source: "role" | "direct" | null
  }
  PermissionDescription: {
    description: string | null
  }
  PermissionQuestion: {
    /** @description Opaque ID with a prefix. */
    organization_id?: string
    permission?: string
    /** @description Instead of `permission`. */
    permissions?: string[]
    /** @description Opaque ID with a prefix. */
    user_id?: string
  }
  Policy: {
    /** @description Null: any. */
    allowed_methods: ("password" | "email_code" | "passkey" | "other_account")[] | null
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
    remember_device_days: number | null
    require_two_factor: boolean
    session_idle_minutes: number | null
    session_max_hours: number | null
    /** @description Opaque ID with a prefix. */
    tenant_id: string
    /**
     * Format: date-time
     * @description When the grace period ends.
     */
    two_factor_from: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string | null
    version: number
  }
  PolicyPatch: {
    /** @description Null allows any. */
    allowed_methods?: ("password" | "email_code" | "passkey" | "other_account")[] | null
    /** @description Days from now until two-factor authentication is required. */
    grace_days?: number
    remember_device_days?: number | null
    require_two_factor?: boolean
    session_idle_minutes?: number | null
    session_max_hours?: number | null
  }
  PolicyPerson: {
    email: string
    /** @description Opaque ID with a prefix. */
    id: string
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id: string
  }
  PolicyPreview: {
    /** @description The first 25 members of them, by name. Empty without `users:write`. */
    affected: Schemas["PolicyPerson"][]
    /** @description Of them, those who would have to set something up, or to sign in again. */
    affected_people: number
    /** @description Active members and tenant admins. */
    people: number
    /** @description Of them, those that would need another sign-in, or two-factor authentication. */
    refused_sessions: number
    /** @description Their sessions. */
    sessions: number
    /** @description Of all people, those without two-factor authentication or a passkey. */
    without_two_factor: number
  }
  RefreshRequest: {
    /** @description Opaque ID with a prefix. */
    organization_id?: string
    refresh_token: string
  }
  Registration: {
    /** @description The version of the terms of service. Required if the installation has terms. */
    accepted_terms?: string
    /** @description The application that the person continues to. */
    application_id?: string
    /** Format: email */
    email: string
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id?: string
    organization_name?: string
    /** Format: password */
    password: string
    /** @description Base64 of `{challenge, solution}`, where bot_check_required asks for it. */
    proof_of_work?: string
    /** @description One of its `return_uris`, with any query. */
    return_to?: string
  }
  RememberedDevice: {
    /**
     * Format: date-time
     * @description When the code was entered.
     */
    created_at: string
    device: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_used_at: string | null
  }
  ResetRequest: {
    /** @description The application that the person continues to. */
    application_id?: string
    /** Format: email */
    email: string
    /** @description Base64 of `{challenge, solution}`, where bot_check_required asks for it. */
    proof_of_work?: string
    /** @description One of its `return_uris`, with any query. */
    return_to?: string
  }
  Role: {
    /**
     * @description The built-in role that it is based on: decides whom people with it can manage, and includes no permissions. New values can be added: ignore those you don't know.
     * @enum {string}
     */
    based_on: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    built_in: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string | null
    description: string | null
    key: string
    /** @description How many members of the tenant's organizations have it. */
    members: number
    name: string
    /** @description What the role includes. */
    permissions: string[]
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string | null
    version: number
  }
  RolePatch: {
    description?: string | null
    name?: string
    permissions?: string[]
  }
  Rotation: {
    /**
     * @description Seconds that the old secret keeps working.
     * @default 0
     */
    overlap_seconds?: number
  }
  SecondFactorAnswer: {
    challenge: string
    code: string
  }
  Session: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    current: boolean
    device: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    /** @description Opaque ID with a prefix. */
    id: string
    ip: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    kind: "browser" | "api"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_seen_at: string
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
  }
  SignedIn: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string
    refresh_token: string
    token: string
    user: Schemas["User"]
  }
  SignOut: {
    refresh_token?: string
  }
  Stopped: {
    api_keys: string[]
    invites: string[]
    /** @description Secrets of applications that still work, and that the person may know. Replace them. */
    known_secrets: string[]
    /** @description Machine applications, suspended until an admin reactivates them. */
    machines: string[]
  }
  StoppedWith: {
    stopped: Schemas["Stopped"]
  }
  StrongProof: {
    code?: string
    /** Format: password */
    password?: string
  }
  SwitchRequest: {
    /** @description Opaque ID with a prefix. */
    organization_id: string
    refresh_token: string
  }
  Tenant: {
    admins: {
      email: string
      /** @description Opaque ID with a prefix. */
      id: string
      name: string
    }[]
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    /** @description How many emails the tenant's organizations can send a day, and what is left until `resets_at`; null without a limit. Not in lists. */
    emails?: {
      per_day: number
      remaining: number
      /**
       * Format: date-time
       * @description ISO 8601, UTC, whole seconds.
       */
      resets_at: string
    } | null
    /** @description Opaque ID with a prefix. */
    id: string
    name: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "active" | "suspended"
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  TenantDeletion: {
    /** Format: password */
    password: string
  }
  TenantPatch: {
    name?: string
    /** @enum {string} */
    status?: "active" | "suspended"
  }
  TermsAcceptance: {
    version: string
  }
  UpdatedUser: {
    avatar_url: string | null
    bio: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    effective_permissions: string[]
    email: string
    email_verified: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    external_id: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_seen_at: string | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
    /** @description Additional permissions, granted directly. */
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string|null}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest" | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "invited" | "active" | "suspended" | "expired"
    stopped?: Schemas["Stopped"]
    /** @description Opaque ID with a prefix. */
    tenant_id: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  User: {
    avatar_url: string | null
    bio: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    effective_permissions: string[]
    email: string
    email_verified: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    external_id: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_seen_at: string | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
    /** @description Additional permissions, granted directly. */
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string|null}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest" | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "invited" | "active" | "suspended" | "expired"
    /** @description Opaque ID with a prefix. */
    tenant_id: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at: string
    version: number
  }
  UserBatch: {
    /** @default false */
    dry_run?: boolean
    /** @description Opaque ID with a prefix. */
    organization_id: string
    /**
     * @description For rows that don't have a `send_invite` of their own.
     * @default false
     */
    send_invite?: boolean
    users: Schemas["BatchUser"][]
  }
  UserOrganization: {
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    name: string
    permissions: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status: "invited" | "active" | "suspended" | "expired"
    /** @description Opaque ID with a prefix. */
    tenant_id: string
  }
  UserPatch: {
    /** Format: date-time */
    expires_at?: string | null
    external_id?: string | null
    metadata?: {
      [key: string]: unknown
    } | null
    name?: string
    permissions?: string[]
    /** @description admin, member, guest, or the key of a role of the tenant's own. tenant_admin and super_admin are assigned elsewhere. */
    role?: string
    /** @enum {string} */
    status?: "active" | "suspended"
  }
  /** @description Without `users:write`, the fields that are not required are absent. */
  UserView: {
    avatar_url: string | null
    bio?: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    created_at: string
    effective_permissions?: string[]
    email?: string
    email_verified?: boolean
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    expires_at?: string | null
    external_id?: string | null
    /** @description Opaque ID with a prefix. */
    id: string
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    last_seen_at?: string | null
    metadata?: {
      [key: string]: unknown
    }
    name: string
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
    /** @description Additional permissions, granted directly. */
    permissions?: string[]
    /** @description super_admin, tenant_admin, admin, member, guest, or the key of a role of the tenant's own. */
    role: string | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string|null}
     */
    role_rank: "super_admin" | "tenant_admin" | "admin" | "member" | "guest" | null
    /**
     * @description New values can be added: ignore those you don't know.
     * @enum {string}
     */
    status?: "invited" | "active" | "suspended" | "expired"
    /** @description Opaque ID with a prefix. */
    tenant_id?: string | null
    /**
     * Format: date-time
     * @description ISO 8601, UTC, whole seconds.
     */
    updated_at?: string
    version?: number
  }
  Verification: {
    /**
     * @default verify
     * @enum {string}
     */
    decision?: "verify" | "refuse"
    token: string
  }
  Verified: {
    email: string
    email_verified: boolean
    /** @description Opaque ID with a prefix. */
    organization_id: string | null
  }
}
