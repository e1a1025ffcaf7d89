// Made by `npm run sdk:types` from the declarations under app/api/v1. Do not edit.

export interface Schemas {
  Acceptance: {
    name?: string
    /** Format: password */
    password?: string
  }
  Accepted: {
    message: string
  }
  AccountClosing: {
    delete_organizations?: true | Schemas["Id"][]
    /** Format: password */
    password: string
  }
  Address: {
    /** Format: email */
    email: string
  }
  ApiKey: {
    created_at: Schemas["Timestamp"]
    expires_at: Schemas["Timestamp"] | null
    id: Schemas["Id"]
    last_four: string
    last_used_at: Schemas["Timestamp"] | null
    made_by: Schemas["Id"]
    name: string
    /** @description Null for the whole tenant. */
    organization_id: Schemas["Id"] | null
    permissions: string[]
    role: Schemas["Role"]
    rotated_at: Schemas["Timestamp"] | null
    /** @enum {string} */
    status: "active" | "expired"
    updated_at: Schemas["Timestamp"]
  }
  ApiKeyWithSecret: {
    created_at: Schemas["Timestamp"]
    expires_at: Schemas["Timestamp"] | null
    id: Schemas["Id"]
    last_four: string
    last_used_at: Schemas["Timestamp"] | null
    made_by: Schemas["Id"]
    name: string
    /** @description Null for the whole tenant. */
    organization_id: Schemas["Id"] | null
    permissions: string[]
    role: Schemas["Role"]
    rotated_at: Schemas["Timestamp"] | null
    /** @description Returned only once. Store it safely. */
    secret: string
    /** @enum {string} */
    status: "active" | "expired"
    updated_at: Schemas["Timestamp"]
  }
  AuditEvent: {
    action: string
    actor: {
      id: Schemas["Id"] | null
      /** @enum {string} */
      type: "user" | "api_key" | "system" | "anonymous"
    }
    after: unknown | null
    before: unknown | null
    created_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    ip: string | null
    organization_id: Schemas["Id"] | null
    request_id: string | null
    target: {
      id: Schemas["Id"]
      type: string
    } | null
    tenant_id: Schemas["Id"]
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
    id: Schemas["Id"] | null
    message?: string
    /**
     * @description `not_tried`: the request's time was up before. Send these rows again.
     * @enum {string}
     */
    result: "created" | "updated" | "unchanged" | "failed" | "not_tried" | "would_create" | "would_update"
    /** @description Index of the row, from 0. */
    row: number
  }
  BulkInvites: {
    /** @description Defaults for fields that a row doesn't have. */
    defaults?: {
      [key: string]: unknown
    }
    /** @default false */
    dry_run?: boolean
    invites: unknown[]
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
     * @description `not_tried`: the request's time was up before. Send these rows again.
     * @enum {string}
     */
    result: "invited" | "would_invite" | "refused" | "invalid" | "duplicate" | "not_tried"
    /** @description Index of the row, from 0. */
    row: number
  }
  Change: {
    /** @description Whether it is gone. Then there is no object. */
    deleted: boolean
    id: Schemas["Id"]
    /** @description With the type `organization`, unless deleted. */
    organization?: Schemas["Organization"]
    /** @description The organization of the user, or the organization itself. */
    organization_id: Schemas["Id"]
    /** @enum {string} */
    type: "user" | "organization"
    /** @description With the type `user`, unless deleted. */
    user?: Schemas["User"] | Schemas["UserCard"]
  }
  Credentials: {
    /** Format: email */
    email: string
    organization_id?: Schemas["Id"]
    /** Format: password */
    password: string
  }
  EmailChange: {
    /** Format: email */
    email: string
    /** Format: password */
    password: string
  }
  Error: {
    error: {
      /** @description With second_factor_required: send it to POST /auth/second-factor. */
      challenge?: string
      /** @enum {unknown} */
      code:
        | "invalid_json"
        | "unknown_parameter"
        | "unauthenticated"
        | "invalid_token"
        | "invalid_credentials"
        | "second_factor_required"
        | "permission_required"
        | "email_not_verified"
        | "sign_up_closed"
        | "role_above_your_own"
        | "permission_not_held"
        | "own_rights"
        | "not_a_user"
        | "invite_email_mismatch"
        | "https_required"
        | "cross_site"
        | "not_found"
        | "method_not_allowed"
        | "email_taken"
        | "already_member"
        | "invite_already_pending"
        | "invite_not_pending"
        | "last_admin"
        | "sign_in_to_accept"
        | "membership_suspended"
        | "external_id_taken"
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
      factors?: ("totp" | "recovery_code")[]
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
    }
    /** @constant */
    success: false
  }
  Export: {
    account: {
      [key: string]: unknown
    }
    exported_at: Schemas["Timestamp"]
    sessions: {
      [key: string]: unknown
    }[]
    tenants: ({
      has_older_events: boolean
      tenant_id: Schemas["Id"]
    } & {
      [key: string]: unknown
    })[]
  }
  HeldPermission: {
    /** @description Whether it is granted directly. */
    direct: boolean
    permission: string
    /** @description The role that includes it. */
    role: Schemas["Role"] | null
    /** @enum {string} */
    source: "role" | "direct"
  }
  /** @description Opaque ID with a prefix. */
  Id: string
  Introspected: {
    active: boolean
    expires_at?: Schemas["Timestamp"]
    organization_id?: Schemas["Id"] | null
    permissions?: string[]
    role?: Schemas["Role"] | null
    user?: Schemas["User"]
  }
  Introspection: {
    token: string
  }
  Invite: {
    created_at: Schemas["Timestamp"]
    /** @description Delivery status of the last email; null before the first. */
    delivery: string | null
    email: string
    expires_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    invited_by: {
      id: string
      name: string
      /** @enum {string} */
      type: "user" | "api_key" | "system"
    }
    message: string | null
    name: string | null
    organization_id: Schemas["Id"]
    permissions: string[]
    role: Schemas["Role"]
    send_count: number
    sent_at: Schemas["Timestamp"] | null
    status: Schemas["InviteStatus"]
    updated_at: Schemas["Timestamp"]
    version: number
  }
  InvitePreview: {
    email: string
    expires_at: Schemas["Timestamp"]
    inviter: string
    message: string | null
    name: string | null
    /**
     * @description Whether the email already has an account.
     * @enum {string}
     */
    next: "create_account" | "sign_in"
    organization: {
      name: string
    }
    role: Schemas["Role"]
  }
  /** @enum {string} */
  InviteStatus: "pending" | "accepted" | "expired" | "revoked" | "declined"
  Me: {
    avatar_url: string | null
    bio: string | null
    created_at: Schemas["Timestamp"]
    effective_permissions: string[]
    email: string
    email_verified: boolean
    expires_at: Schemas["Timestamp"] | null
    external_id: string | null
    id: Schemas["Id"]
    last_seen_at: Schemas["Timestamp"] | null
    /** @description The language of emails; null until one was chosen. */
    locale: string | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    organization_id: Schemas["Id"] | null
    /** @description Additional permissions, granted directly. */
    permissions: string[]
    role: Schemas["Role"] | null
    status: Schemas["MembershipStatus"]
    tenant_id: Schemas["Id"] | null
    updated_at: Schemas["Timestamp"]
    version: number
  }
  MemberSession: {
    created_at: Schemas["Timestamp"]
    device: string
    expires_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    /** @enum {string} */
    kind: "browser" | "api"
    last_seen_at: Schemas["Timestamp"]
    organization_id: Schemas["Id"] | null
  }
  /** @enum {string} */
  MembershipStatus: "invited" | "active" | "suspended" | "expired"
  MePatch: {
    avatar_url?: ("" | string) | null
    bio?: string | null
    /**
     * @description The language of emails to this user.
     * @enum {string}
     */
    locale?: "en" | "de"
    name?: string
  }
  Metadata: {
    [key: string]: unknown
  }
  MyInvite: {
    expires_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    inviter: string
    message: string | null
    organization: string
    organization_id: Schemas["Id"]
    role: Schemas["Role"]
  }
  MyOrganization: {
    current: boolean
    expires_at: Schemas["Timestamp"] | null
    id: Schemas["Id"]
    name: string
    permissions: string[]
    /** @enum {string} */
    role: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /** @enum {string} */
    status: "active" | "suspended"
    tenant_id: Schemas["Id"]
  }
  NewApiKey: {
    expires_at?: string | null
    name: string
    /** @description All permissions of the key. Can be empty. */
    permissions: Schemas["PermissionName"][]
    /**
     * @description Limits which members the key can manage; grants no permissions.
     * @enum {string}
     */
    role: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /** @default false */
    tenant_wide?: boolean
  }
  NewInvite: {
    /** Format: email */
    email: string
    /** @default 7 */
    expires_in_days?: number
    message?: string
    name?: string
    permissions?: Schemas["PermissionName"][]
    /**
     * @description admin, member or guest. tenant_admin and super_admin are assigned elsewhere.
     * @enum {string}
     */
    role: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
  }
  NewOrganization: {
    allowed_domains?: string[]
    metadata?: Schemas["Metadata"]
    name: string
    sign_up?: Schemas["SignUpPolicy"]
    /** @description For super admins: the tenant to create it in. */
    tenant_id?: Schemas["Id"]
  }
  NewTenant: {
    name: string
    organization_name?: string
  }
  NewUser: {
    /** Format: email */
    email: string
    expires_at?: string | null
    external_id?: string
    metadata?: Schemas["Metadata"]
    name: string
    organization_id: Schemas["Id"]
    permissions?: Schemas["PermissionName"][]
    /**
     * @description admin, member or guest. tenant_admin and super_admin are assigned elsewhere.
     * @enum {string}
     */
    role: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /** @default false */
    send_invite?: boolean
  }
  Operations: {
    /** @description Revoke an API key */
    "DELETE /api-keys/{id}": {
      data: null
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description Delete an organization */
    "DELETE /organizations/{id}": {
      data: null
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description Revoke an invitation */
    "DELETE /organizations/{id}/invites/{invite_id}": {
      data: null
      params: {
        id: Schemas["Id"]
        invite_id: Schemas["Id"]
      }
    }
    /** @description Remove an organization's logo */
    "DELETE /organizations/{id}/logo": {
      data: null
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description Remove a user from an organization */
    "DELETE /organizations/{id}/users/{user_id}": {
      data: Schemas["StoppedWith"] | null
      params: {
        id: Schemas["Id"]
        user_id: Schemas["Id"]
      }
    }
    /** @description Delete a tenant */
    "DELETE /tenants/{id}": {
      body: Schemas["TenantDeletion"]
      data: null
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description Remove a tenant admin */
    "DELETE /tenants/{id}/admins/{user_id}": {
      data: null
      params: {
        id: Schemas["Id"]
        user_id: Schemas["Id"]
      }
    }
    /** @description Remove a user */
    "DELETE /users/{id}": {
      data: Schemas["StoppedWith"] | null
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
      }
    }
    /** @description End a user's sessions */
    "DELETE /users/{id}/sessions": {
      data: null
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
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
    /** @description Remove the current user's picture */
    "DELETE /users/me/picture": {
      data: null
    }
    /** @description End the current user's other sessions */
    "DELETE /users/me/sessions": {
      data: null
    }
    /** @description End one of the current user's sessions */
    "DELETE /users/me/sessions/{id}": {
      data: null
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description List API keys */
    "GET /api-keys": {
      item: Schemas["ApiKey"]
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
      }
    }
    /** @description List audit events */
    "GET /audit-events": {
      item: Schemas["AuditEvent"]
      query: {
        action?: string
        actor?: Schemas["Id"]
        /** @description The next_cursor of the previous page. */
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
        target?: Schemas["Id"]
        tenant_id?: Schemas["Id"]
        /** Format: date-time */
        to?: string
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
      }
    }
    /** @description List changes */
    "GET /changes": {
      item: Schemas["Change"]
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        tenant_id?: Schemas["Id"]
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
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        tenant_id?: Schemas["Id"]
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
      }
    }
    /** @description Get an organization */
    "GET /organizations/{id}": {
      data: Schemas["Organization"]
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description List an organization's invitations */
    "GET /organizations/{id}/invites": {
      item: Schemas["Invite"]
      params: {
        id: Schemas["Id"]
      }
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        status?: Schemas["InviteStatus"]
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
      }
    }
    /** @description Get an invitation */
    "GET /organizations/{id}/invites/{invite_id}": {
      data: Schemas["Invite"]
      params: {
        id: Schemas["Id"]
        invite_id: Schemas["Id"]
      }
    }
    /** @description List an organization's users */
    "GET /organizations/{id}/users": {
      item: Schemas["User"] | Schemas["UserCard"]
      params: {
        id: Schemas["Id"]
      }
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /**
         * Format: email
         * @description Exactly this email. Requires `users:write`.
         */
        email?: string
        external_id?: string
        /** @description Up to 100 IDs, separated by commas. */
        ids?: string
        /** Format: date-time */
        last_seen_after?: string
        /** Format: date-time */
        last_seen_before?: string
        /** @default 20 */
        limit?: number
        q?: string
        /** @enum {string} */
        role?: "admin" | "member" | "guest"
        /**
         * @default name
         * @enum {string}
         */
        sort?: "name" | "-name" | "created_at" | "-created_at"
        status?: Schemas["MembershipStatus"]
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
        /**
         * Format: date-time
         * @description By `updated_at` of the membership. To follow changes without missing any, use `GET /changes`.
         */
        updated_after?: string
      }
    }
    /** @description List tenants */
    "GET /tenants": {
      item: Schemas["Tenant"]
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        q?: string
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
      }
    }
    /** @description Get a tenant */
    "GET /tenants/{id}": {
      data: Schemas["Tenant"]
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description List users */
    "GET /users": {
      item: Schemas["User"] | Schemas["UserCard"]
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /**
         * Format: email
         * @description Exactly this email. Requires `users:write`.
         */
        email?: string
        external_id?: string
        /** @description Up to 100 IDs, separated by commas. */
        ids?: string
        /** Format: date-time */
        last_seen_after?: string
        /** Format: date-time */
        last_seen_before?: string
        /** @default 20 */
        limit?: number
        q?: string
        /** @enum {string} */
        role?: "admin" | "member" | "guest"
        /**
         * @default name
         * @enum {string}
         */
        sort?: "name" | "-name" | "created_at" | "-created_at"
        status?: Schemas["MembershipStatus"]
        tenant_id?: Schemas["Id"]
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
        /**
         * Format: date-time
         * @description By `updated_at` of the membership. To follow changes without missing any, use `GET /changes`.
         */
        updated_after?: string
      }
    }
    /** @description Get a user */
    "GET /users/{id}": {
      data: Schemas["User"] | Schemas["UserCard"]
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
      }
    }
    /** @description List a user's organizations */
    "GET /users/{id}/organizations": {
      data: Schemas["UserOrganization"][]
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
      }
    }
    /** @description List a user's permissions and their sources */
    "GET /users/{id}/permissions": {
      data: Schemas["HeldPermission"][]
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
      }
    }
    /** @description List a user's sessions */
    "GET /users/{id}/sessions": {
      item: Schemas["MemberSession"]
      params: {
        id: Schemas["Id"]
      }
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        organization_id?: Schemas["Id"]
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
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
    /** @description List pending invitations to the current user's verified email */
    "GET /users/me/invites": {
      data: Schemas["MyInvite"][]
    }
    /** @description List the current user's organizations */
    "GET /users/me/organizations": {
      data: Schemas["MyOrganization"][]
    }
    /** @description List the current user's permissions and their sources */
    "GET /users/me/permissions": {
      data: Schemas["HeldPermission"][]
    }
    /** @description List the current user's sessions */
    "GET /users/me/sessions": {
      item: Schemas["Session"]
      query: {
        /** @description The next_cursor of the previous page. */
        cursor?: string
        /** @default 20 */
        limit?: number
        /** @description Include the total: exact up to 10,000, an estimate beyond. */
        total?: string
      }
    }
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
        id: Schemas["Id"]
      }
    }
    /** @description Introspect an access token */
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
    /** @description Send a password reset email */
    "POST /auth/password/forgot": {
      body: Schemas["Address"]
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
        id: Schemas["Id"]
      }
    }
    /** @description Resend an invitation */
    "POST /organizations/{id}/invites/{invite_id}/resend": {
      data: Schemas["Invite"]
      /** @constant */
      idempotent: true
      params: {
        id: Schemas["Id"]
        invite_id: Schemas["Id"]
      }
    }
    /** @description Invite many people */
    "POST /organizations/{id}/invites/bulk": {
      body: Schemas["BulkInvites"]
      data: Schemas["BulkResult"][]
      /** @constant */
      idempotent: true
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description Join an organization */
    "POST /organizations/{id}/join": {
      data: Schemas["Organization"]
      /** @constant */
      idempotent: true
      params: {
        id: Schemas["Id"]
      }
    }
    /** @description Check a permission */
    "POST /permissions/check": {
      body: Schemas["PermissionQuestion"]
      data: Schemas["PermissionAnswer"]
    }
    /** @description Create a tenant */
    "POST /tenants": {
      body: Schemas["NewTenant"]
      data: Schemas["Tenant"]
      /** @constant */
      idempotent: true
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
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
      }
    }
    /** @description Restore a removed user */
    "POST /users/{id}/restore": {
      data: Schemas["User"]
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
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
    /** @description Update an organization */
    "PUT /organizations/{id}": {
      body: Schemas["OrganizationPatch"]
      data: Schemas["Organization"]
      params: {
        id: Schemas["Id"]
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
        id: Schemas["Id"]
      }
    }
    /** @description Update a membership */
    "PUT /organizations/{id}/users/{user_id}": {
      body: Schemas["UserPatch"]
      data: Schemas["UpdatedUser"]
      params: {
        id: Schemas["Id"]
        user_id: Schemas["Id"]
      }
      /** @constant */
      versioned: true
    }
    /** @description Update a tenant */
    "PUT /tenants/{id}": {
      body: Schemas["TenantPatch"]
      data: Schemas["Tenant"]
      params: {
        id: Schemas["Id"]
      }
      /** @constant */
      versioned: true
    }
    /** @description Add a tenant admin */
    "PUT /tenants/{id}/admins/{user_id}": {
      data: Schemas["Tenant"]
      params: {
        id: Schemas["Id"]
        user_id: Schemas["Id"]
      }
    }
    /** @description Update a user's membership */
    "PUT /users/{id}": {
      body: Schemas["UserPatch"]
      data: Schemas["UpdatedUser"]
      params: {
        id: Schemas["Id"]
      }
      query: {
        organization_id?: Schemas["Id"]
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
    created_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    logo_url: string | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    sign_up: Schemas["SignUpPolicy"]
    /** @enum {string} */
    status: "active" | "suspended"
    tenant_id: Schemas["Id"]
    updated_at: Schemas["Timestamp"]
    version: number
  }
  OrganizationPatch: {
    allowed_domains?: string[]
    metadata?: Schemas["Metadata"]
    name?: string
    sign_up?: Schemas["SignUpPolicy"]
  }
  Pagination: {
    has_more: boolean
    limit: number
    next_cursor: string | null
    total?: number
    /** @description True if `total` is an estimate (beyond 10,000 rows). */
    total_is_estimate?: boolean
  }
  PasswordChange: {
    /** Format: password */
    current_password: string
    /** Format: password */
    new_password: string
  }
  PasswordReset: {
    /** Format: password */
    new_password: string
    token: string
  }
  PermissionAnswer: {
    allowed: boolean
    source: ("role" | "direct") | null
  }
  PermissionName: string
  PermissionQuestion: {
    organization_id?: Schemas["Id"]
    permission: Schemas["PermissionName"]
    user_id?: Schemas["Id"]
  }
  RefreshRequest: {
    organization_id?: Schemas["Id"]
    refresh_token: string
  }
  Registration: {
    /** Format: email */
    email: string
    name: string
    organization_id?: Schemas["Id"]
    organization_name?: string
    /** Format: password */
    password: string
  }
  /** @enum {string} */
  Role: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
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
    created_at: Schemas["Timestamp"]
    current: boolean
    device: string
    expires_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    ip: string | null
    /** @enum {string} */
    kind: "browser" | "api"
    last_seen_at: Schemas["Timestamp"]
    organization_id: Schemas["Id"] | null
  }
  SignedIn: {
    expires_at: Schemas["Timestamp"]
    refresh_token: string
    token: string
    user: Schemas["User"]
  }
  SignOut: {
    refresh_token?: string
  }
  /** @enum {string} */
  SignUpPolicy: "open" | "domain" | "invite_only"
  Stopped: {
    api_keys: Schemas["Id"][]
    invites: Schemas["Id"][]
  }
  StoppedWith: {
    stopped: Schemas["Stopped"]
  }
  SwitchRequest: {
    organization_id: Schemas["Id"]
    refresh_token: string
  }
  Tenant: {
    admins: {
      email: string
      id: Schemas["Id"]
      name: string
    }[]
    created_at: Schemas["Timestamp"]
    /** @description How many emails the tenant's organizations can send a day, and what is left until `resets_at`; null without a limit. Not in lists. */
    emails?: {
      per_day: number
      remaining: number
      resets_at: Schemas["Timestamp"]
    } | null
    id: Schemas["Id"]
    name: string
    /** @enum {string} */
    status: "active" | "suspended"
    updated_at: Schemas["Timestamp"]
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
  /**
   * Format: date-time
   * @description ISO 8601, UTC, whole seconds.
   */
  Timestamp: string
  UpdatedUser: {
    avatar_url: string | null
    bio: string | null
    created_at: Schemas["Timestamp"]
    effective_permissions: string[]
    email: string
    email_verified: boolean
    expires_at: Schemas["Timestamp"] | null
    external_id: string | null
    id: Schemas["Id"]
    last_seen_at: Schemas["Timestamp"] | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    organization_id: Schemas["Id"] | null
    /** @description Additional permissions, granted directly. */
    permissions: string[]
    role: Schemas["Role"] | null
    status: Schemas["MembershipStatus"]
    stopped?: Schemas["Stopped"]
    tenant_id: Schemas["Id"] | null
    updated_at: Schemas["Timestamp"]
    version: number
  }
  User: {
    avatar_url: string | null
    bio: string | null
    created_at: Schemas["Timestamp"]
    effective_permissions: string[]
    email: string
    email_verified: boolean
    expires_at: Schemas["Timestamp"] | null
    external_id: string | null
    id: Schemas["Id"]
    last_seen_at: Schemas["Timestamp"] | null
    metadata: {
      [key: string]: unknown
    }
    name: string
    organization_id: Schemas["Id"] | null
    /** @description Additional permissions, granted directly. */
    permissions: string[]
    role: Schemas["Role"] | null
    status: Schemas["MembershipStatus"]
    tenant_id: Schemas["Id"] | null
    updated_at: Schemas["Timestamp"]
    version: number
  }
  UserBatch: {
    /** @default false */
    dry_run?: boolean
    organization_id: Schemas["Id"]
    /**
     * @description For rows that don't have a `send_invite` of their own.
     * @default false
     */
    send_invite?: boolean
    users: unknown[]
  }
  UserCard: {
    avatar_url: string | null
    created_at: Schemas["Timestamp"]
    id: Schemas["Id"]
    name: string
    organization_id: Schemas["Id"] | null
    role: Schemas["Role"] | null
  }
  UserOrganization: {
    expires_at: Schemas["Timestamp"] | null
    id: Schemas["Id"]
    name: string
    permissions: string[]
    /** @enum {string} */
    role: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /** @enum {string} */
    status: "invited" | "active" | "suspended" | "expired"
    tenant_id: Schemas["Id"]
  }
  UserPatch: {
    expires_at?: string | null
    external_id?: string | null
    metadata?: Schemas["Metadata"]
    name?: string
    permissions?: Schemas["PermissionName"][]
    /**
     * @description admin, member or guest. tenant_admin and super_admin are assigned elsewhere.
     * @enum {string}
     */
    role?: "super_admin" | "tenant_admin" | "admin" | "member" | "guest"
    /** @enum {string} */
    status?: "active" | "suspended"
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
    organization_id: Schemas["Id"] | null
  }
}
