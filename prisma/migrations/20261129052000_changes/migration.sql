-- What changed, for mirrors that follow GET /changes. New tables, which the old version of the server does not know:
-- what it writes while both run is not in them, so a mirror that began before the update begins anew.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "outbox" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "organization_id" TEXT COLLATE "C",
    "object_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("tenant_id","id"),
    CONSTRAINT "outbox_kind_check" CHECK ("kind" IN ('user', 'organization', 'members'))
);

CREATE TABLE "change_heads" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "expired_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "change_heads_pkey" PRIMARY KEY ("tenant_id")
);

CREATE TABLE "changes" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "organization_id" TEXT COLLATE "C" NOT NULL,
    "object_id" TEXT COLLATE "C" NOT NULL,
    "tombstone_at" TIMESTAMPTZ(6),

    CONSTRAINT "changes_pkey" PRIMARY KEY ("tenant_id","seq"),
    CONSTRAINT "changes_kind_check" CHECK ("kind" IN ('user', 'organization'))
);

CREATE UNIQUE INDEX "changes_tenant_id_organization_id_kind_object_id_key" ON "changes"("tenant_id", "organization_id", "kind", "object_id");

CREATE INDEX "changes_tenant_id_organization_id_seq_idx" ON "changes"("tenant_id", "organization_id", "seq");

-- Tombstones that are due, and nothing else.
CREATE INDEX "changes_tombstones_idx" ON "changes"("tenant_id", "tombstone_at") WHERE "tombstone_at" IS NOT NULL;
