-- Applications that sign people in here, the APIs their tokens are for, and what the OpenID Connect engine stores. New
-- tables, which the old version of the server does not know and does not need to.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "applications" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "redirect_uris" TEXT[] NOT NULL DEFAULT '{}',
    "post_logout_uris" TEXT[] NOT NULL DEFAULT '{}',
    "allowed_origins" TEXT[] NOT NULL DEFAULT '{}',
    "initiate_login_uri" TEXT,
    "third_party" BOOLEAN NOT NULL DEFAULT false,
    "access" TEXT NOT NULL DEFAULT 'everyone',
    "access_roles" TEXT[] NOT NULL DEFAULT '{}',
    "access_organizations" TEXT[] NOT NULL DEFAULT '{}',
    "auth_method" TEXT NOT NULL,
    "id_token_alg" TEXT NOT NULL DEFAULT 'RS256',
    "require_verified_email" BOOLEAN NOT NULL DEFAULT true,
    "access_token_ttl_seconds" INTEGER NOT NULL DEFAULT 300,
    "permissions" TEXT[] NOT NULL DEFAULT '{}',
    "api_ids" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "creator_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "applications_pkey" PRIMARY KEY ("tenant_id","id"),
    CONSTRAINT "applications_type_check" CHECK ("type" IN ('web', 'spa', 'native', 'machine')),
    CONSTRAINT "applications_status_check" CHECK ("status" IN ('active', 'suspended')),
    CONSTRAINT "applications_access_check" CHECK ("access" IN ('everyone', 'roles', 'organizations'))
);

CREATE INDEX "applications_tenant_id_organization_id_created_at_id_idx"
    ON "applications"("tenant_id", "organization_id", "created_at", "id");

CREATE TABLE "application_tenants" (
    "application_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "application_tenants_pkey" PRIMARY KEY ("application_id")
);

CREATE TABLE "application_secrets" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "application_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "hash" BYTEA NOT NULL,
    "last_four" TEXT NOT NULL,
    "creator_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "application_secrets_pkey" PRIMARY KEY ("tenant_id","application_id","id")
);

CREATE TABLE "apis" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "permissions" TEXT[] NOT NULL DEFAULT '{}',
    "claims" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "apis_pkey" PRIMARY KEY ("tenant_id","id")
);

-- One person, one application, one organization, and what they agreed to.
CREATE TABLE "oidc_grants" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "application_id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "scopes" TEXT[] NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_used_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "oidc_grants_pkey" PRIMARY KEY ("user_id","id")
);

CREATE UNIQUE INDEX "oidc_grants_one_key" ON "oidc_grants"("user_id", "application_id", "organization_id")
    WHERE "revoked_at" IS NULL;

CREATE INDEX "oidc_grants_tenant_id_application_id_idx" ON "oidc_grants"("tenant_id", "application_id");

-- What the engine stores: codes, refresh tokens, opaque access tokens, requests under way.
CREATE TABLE "oidc_records" (
    "hash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" TEXT COLLATE "C",
    "session_id" TEXT COLLATE "C",
    "payload" BYTEA NOT NULL,
    "predecessor" BYTEA,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "consumed_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "oidc_records_pkey" PRIMARY KEY ("hash")
);

CREATE INDEX "oidc_records_expires_at_idx" ON "oidc_records"("expires_at");

CREATE INDEX "oidc_records_predecessor_idx" ON "oidc_records"("predecessor") WHERE "predecessor" IS NOT NULL;

CREATE INDEX "oidc_records_user_id_idx" ON "oidc_records"("user_id") WHERE "user_id" IS NOT NULL;

-- Keys that sign tokens for applications. When each is published, signs and retires is a matter of time.
CREATE TABLE "signing_keys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "alg" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private" BYTEA NOT NULL,
    "publish_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "sign_from" TIMESTAMPTZ(6) NOT NULL,
    "retire_at" TIMESTAMPTZ(6),

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "signing_keys_alg_check" CHECK ("alg" IN ('RS256', 'ES256'))
);
