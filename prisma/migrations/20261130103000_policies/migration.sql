-- How people have to sign in to enter a tenant or organization, and browsers in which no code is asked for.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "policies" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "require_two_factor" BOOLEAN NOT NULL DEFAULT false,
    "two_factor_from" TIMESTAMPTZ(6),
    "allowed_methods" TEXT[],
    "session_idle_minutes" INTEGER,
    "session_max_hours" INTEGER,
    "remember_device_days" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "policies_pkey" PRIMARY KEY ("tenant_id", "organization_id")
);

ALTER TABLE "sessions" ADD COLUMN "remembered_since" TIMESTAMPTZ(6);
ALTER TABLE "session_activity" ADD COLUMN "longest_pause" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "remembered_devices" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "hash" BYTEA NOT NULL,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "remembered_devices_pkey" PRIMARY KEY ("user_id", "id")
);

CREATE UNIQUE INDEX "remembered_devices_user_id_hash_key" ON "remembered_devices"("user_id", "hash");
CREATE INDEX "remembered_devices_expires_at_idx" ON "remembered_devices"("expires_at");
