-- Statement by statement and beside the running servers: no table is locked for writing. Each can be repeated, so a
-- migration that was cut off begins anew; an index that was cut off is invalid and goes first.

-- The API sessions that open an organization or tenant, which end with it.
DROP INDEX CONCURRENTLY IF EXISTS "sessions_scope_idx";
CREATE INDEX CONCURRENTLY "sessions_scope_idx" ON "sessions" ("tenant_id", "organization_id") WHERE "ended_at" IS NULL AND "tenant_id" IS NOT NULL;

-- Memberships and keys whose end date passes, until its ending is carried out.
DROP INDEX CONCURRENTLY IF EXISTS "memberships_due_idx";
CREATE INDEX CONCURRENTLY "memberships_due_idx" ON "memberships" ("tenant_id", "expires_at") WHERE "expires_at" IS NOT NULL AND "expired_at" IS NULL AND "deleted_at" IS NULL;

DROP INDEX CONCURRENTLY IF EXISTS "api_keys_due_idx";
CREATE INDEX CONCURRENTLY "api_keys_due_idx" ON "api_keys" ("tenant_id", "expires_at") WHERE "expires_at" IS NOT NULL AND "expired_at" IS NULL AND "revoked_at" IS NULL;
