-- Search for any part of a name or address needs trigrams. It comes with PostgreSQL; its owner may be another role than ours.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "tenants" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_admins" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_admins_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "organizations" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "sign_up" TEXT NOT NULL DEFAULT 'invite_only',
    "allowed_domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "organization_tenants" (
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "organization_tenants_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bio" TEXT,
    "avatar_url" TEXT,
    "super_admin" BOOLEAN NOT NULL DEFAULT false,
    "activated_at" TIMESTAMPTZ(6),
    "email_verified_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_secrets" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "password_hash" TEXT,
    "password_changed_at" TIMESTAMPTZ(6),
    "totp_secret" BYTEA,
    "totp_confirmed_at" TIMESTAMPTZ(6),
    "totp_last_step" BIGINT,
    "recovery_codes" BYTEA[] DEFAULT ARRAY[]::BYTEA[],

    CONSTRAINT "user_secrets_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "user_organizations" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_organizations_pkey" PRIMARY KEY ("user_id","tenant_id","organization_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "tenant_id" TEXT COLLATE "C",
    "organization_id" TEXT COLLATE "C",
    "ip" TEXT,
    "user_agent" TEXT,
    "proved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "end_reason" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "secrets" (
    "hash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" TEXT COLLATE "C",
    "tenant_id" TEXT COLLATE "C",
    "organization_id" TEXT COLLATE "C",
    "subject" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "secrets_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "memberships" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "role" TEXT NOT NULL,
    "permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "expires_at" TIMESTAMPTZ(6),
    "name" TEXT NOT NULL,
    "name_sort" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "external_id" TEXT COLLATE "C",
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "last_seen_at" TIMESTAMPTZ(6),
    "accepted_at" TIMESTAMPTZ(6),
    "active_since" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("tenant_id","organization_id","user_id")
);

-- CreateTable
CREATE TABLE "invites" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" TEXT NOT NULL,
    "permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "message" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_in_days" INTEGER NOT NULL DEFAULT 7,
    "maker_type" TEXT NOT NULL,
    "maker_id" TEXT COLLATE "C" NOT NULL,
    "maker_name" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "send_count" INTEGER NOT NULL DEFAULT 0,
    "mail_id" TEXT COLLATE "C",
    "requested_at" TIMESTAMPTZ(6),
    "accepted_by" TEXT,
    "accepted_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invites_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "last_four" TEXT NOT NULL,
    "maker_id" TEXT COLLATE "C" NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "rotated_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C",
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT COLLATE "C",
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" TEXT COLLATE "C",
    "before" JSONB,
    "after" JSONB,
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT COLLATE "C",

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("tenant_id","created_at","id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C",
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(6),
    "transport" TEXT,
    "transport_id" TEXT COLLATE "C",
    "last_answer" TEXT,
    "request_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "credential" TEXT NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hmac" BYTEA NOT NULL,
    "status" INTEGER,
    "answer" BYTEA,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("tenant_id","credential","organization_id","method","path","key")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "tenant_admins_user_id_idx" ON "tenant_admins"("user_id");

-- CreateIndex
CREATE INDEX "organizations_tenant_id_created_at_id_idx" ON "organizations"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "secrets_user_id_kind_idx" ON "secrets"("user_id", "kind");

-- CreateIndex
CREATE INDEX "secrets_kind_subject_idx" ON "secrets"("kind", "subject");

-- CreateIndex
CREATE INDEX "secrets_expires_at_idx" ON "secrets"("expires_at");

-- CreateIndex
CREATE INDEX "memberships_tenant_id_organization_id_name_sort_user_id_idx" ON "memberships"("tenant_id", "organization_id", "name_sort", "user_id");

-- CreateIndex
CREATE INDEX "memberships_tenant_id_organization_id_created_at_user_id_idx" ON "memberships"("tenant_id", "organization_id", "created_at", "user_id");

-- CreateIndex
CREATE INDEX "memberships_tenant_id_organization_id_last_seen_at_user_id_idx" ON "memberships"("tenant_id", "organization_id", "last_seen_at", "user_id");

-- CreateIndex
CREATE INDEX "memberships_tenant_id_name_sort_organization_id_user_id_idx" ON "memberships"("tenant_id", "name_sort", "organization_id", "user_id");

-- CreateIndex
CREATE INDEX "memberships_tenant_id_created_at_organization_id_user_id_idx" ON "memberships"("tenant_id", "created_at", "organization_id", "user_id");

-- CreateIndex
CREATE INDEX "memberships_tenant_id_user_id_idx" ON "memberships"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "memberships_search_idx" ON "memberships" USING GIN ("search" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "invites_tenant_id_organization_id_created_at_id_idx" ON "invites"("tenant_id", "organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invites_tenant_id_maker_id_idx" ON "invites"("tenant_id", "maker_id");

-- CreateIndex
CREATE INDEX "invites_email_idx" ON "invites"("email");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_organization_id_created_at_id_idx" ON "api_keys"("tenant_id", "organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_maker_id_idx" ON "api_keys"("tenant_id", "maker_id");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_organization_id_created_at_id_idx" ON "audit_events"("tenant_id", "organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_target_id_created_at_idx" ON "audit_events"("tenant_id", "target_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_actor_id_created_at_idx" ON "audit_events"("tenant_id", "actor_id", "created_at");

-- CreateIndex
CREATE INDEX "mails_recipient_created_at_idx" ON "mails"("recipient", "created_at");

-- CreateIndex
CREATE INDEX "mails_tenant_id_created_at_idx" ON "mails"("tenant_id", "created_at");

-- CreateIndex
CREATE INDEX "mails_created_at_id_idx" ON "mails"("created_at", "id");

-- CreateIndex
CREATE INDEX "mails_transport_id_idx" ON "mails"("transport_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_tenant_id_expires_at_idx" ON "idempotency_keys"("tenant_id", "expires_at");

-- AddForeignKey
ALTER TABLE "tenant_admins" ADD CONSTRAINT "tenant_admins_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organizations"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invites" ADD CONSTRAINT "invites_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organizations"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organizations"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say (the names are listed in handwritten.ts).

-- One row of each kind, also under two requests at once.
CREATE UNIQUE INDEX "memberships_external_id_key" ON "memberships" ("tenant_id", "organization_id", "external_id") WHERE "external_id" IS NOT NULL AND "deleted_at" IS NULL;
CREATE UNIQUE INDEX "invites_one_pending_key" ON "invites" ("tenant_id", "organization_id", "email") WHERE "status" = 'pending';

-- Work queues hold only what is still to do.
CREATE INDEX "mails_due_idx" ON "mails" ("next_try_at") WHERE "state" IN ('queued', 'sending');
CREATE INDEX "sessions_live_idx" ON "sessions" ("user_id", "last_seen_at") WHERE "ended_at" IS NULL;

ALTER TABLE "rate_limits" SET UNLOGGED;

ALTER TABLE "users" ADD CONSTRAINT "users_email_check" CHECK ("email" = lower("email") AND length("email") BETWEEN 3 AND 254);
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_status_check" CHECK ("status" IN ('active', 'suspended', 'deleted'));
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_status_check" CHECK ("status" IN ('active', 'suspended', 'deleted'));
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_sign_up_check" CHECK ("sign_up" IN ('open', 'domain', 'invite_only'));
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_check" CHECK ("role" IN ('admin', 'member', 'guest'));
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_status_check" CHECK ("status" IN ('invited', 'active', 'suspended'));
ALTER TABLE "invites" ADD CONSTRAINT "invites_role_check" CHECK ("role" IN ('admin', 'member', 'guest'));
ALTER TABLE "invites" ADD CONSTRAINT "invites_status_check" CHECK ("status" IN ('pending', 'accepted', 'revoked', 'declined'));
ALTER TABLE "invites" ADD CONSTRAINT "invites_maker_type_check" CHECK ("maker_type" IN ('user', 'api_key', 'system'));
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_role_check" CHECK ("role" IN ('tenant_admin', 'admin', 'member', 'guest'));
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_kind_check" CHECK ("kind" IN ('browser', 'api'));
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_kind_check" CHECK ("kind" IN ('refresh', 'verify_email', 'change_email', 'reset_password', 'revoke_keys', 'invite', 'api_key', 'challenge'));
ALTER TABLE "mails" ADD CONSTRAINT "mails_state_check" CHECK ("state" IN ('queued', 'sending', 'sent', 'delivered', 'bounced', 'complained', 'failed', 'dropped'));
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_type_check" CHECK ("actor_type" IN ('user', 'api_key', 'system', 'anonymous'));
