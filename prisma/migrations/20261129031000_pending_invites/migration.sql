-- Revoking 50,000 pending invites rewrote seven indexes a row. What is asked of pending ones only, by creator and by
-- address, is kept of those only: a row that is revoked leaves them and is written into two. Statement by statement and beside
-- the running servers; each can be repeated.
DROP INDEX CONCURRENTLY IF EXISTS "invites_pending_by_creator_idx";
CREATE INDEX CONCURRENTLY "invites_pending_by_creator_idx" ON "invites" ("tenant_id", "maker_id") WHERE "status" = 'pending';
DROP INDEX CONCURRENTLY IF EXISTS "invites_tenant_id_maker_id_idx";

DROP INDEX CONCURRENTLY IF EXISTS "invites_pending_to_idx";
CREATE INDEX CONCURRENTLY "invites_pending_to_idx" ON "invites" ("email") WHERE "status" = 'pending';
DROP INDEX CONCURRENTLY IF EXISTS "invites_email_idx";

-- What was answered is rare enough to be looked for by its status.
DROP INDEX CONCURRENTLY IF EXISTS "invites_answered_idx";
CREATE INDEX CONCURRENTLY "invites_answered_idx" ON "invites" ("tenant_id", "organization_id", "status", "created_at", "id") WHERE "status" IN ('accepted', 'declined');
DROP INDEX CONCURRENTLY IF EXISTS "invites_tenant_id_organization_id_status_created_at_id_idx";
