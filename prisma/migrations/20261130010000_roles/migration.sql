-- Roles and permissions of a tenant's own. Their rank is beside their key; a built-in role is its own rank, so that no row
-- is rewritten, and servers of the old version go on. The wider checks apply to new rows until the next migration.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "roles" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "permissions" TEXT[] NOT NULL DEFAULT '{}',
    "based_on" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "roles_pkey" PRIMARY KEY ("tenant_id","key"),
    CONSTRAINT "roles_key_check" CHECK ("key" ~ '^[a-z][a-z0-9_]{1,31}$'
        AND "key" NOT IN ('super_admin', 'tenant_admin', 'admin', 'member', 'guest')),
    CONSTRAINT "roles_based_on_check" CHECK ("based_on" IN ('admin', 'member', 'guest'))
);

-- The permissions that a tenant has used, beside the built-in ones.
CREATE TABLE "permissions" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "description" TEXT,
    "api_id" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "permissions_pkey" PRIMARY KEY ("tenant_id","name")
);

ALTER TABLE "memberships" ADD COLUMN "role_rank" TEXT;
ALTER TABLE "invites" ADD COLUMN "role_rank" TEXT;
ALTER TABLE "api_keys" ADD COLUMN "role_rank" TEXT;

ALTER TABLE "memberships" DROP CONSTRAINT "memberships_role_check";
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_check" CHECK ("role" IN ('admin', 'member', 'guest')
    OR ("role" ~ '^[a-z][a-z0-9_]{1,31}$' AND "role" NOT IN ('super_admin', 'tenant_admin')
        AND COALESCE("role_rank", '') IN ('admin', 'member', 'guest'))) NOT VALID;

ALTER TABLE "invites" DROP CONSTRAINT "invites_role_check";
ALTER TABLE "invites" ADD CONSTRAINT "invites_role_check" CHECK ("role" IN ('admin', 'member', 'guest')
    OR ("role" ~ '^[a-z][a-z0-9_]{1,31}$' AND "role" NOT IN ('super_admin', 'tenant_admin')
        AND COALESCE("role_rank", '') IN ('admin', 'member', 'guest'))) NOT VALID;

ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_role_check";
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_role_check" CHECK ("role" IN ('tenant_admin', 'admin', 'member', 'guest')
    OR ("role" ~ '^[a-z][a-z0-9_]{1,31}$' AND "role" <> 'super_admin'
        AND COALESCE("role_rank", '') IN ('admin', 'member', 'guest'))) NOT VALID;
