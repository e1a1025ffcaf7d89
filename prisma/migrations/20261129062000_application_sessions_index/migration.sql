-- Statement by statement and beside the running servers: no table is locked for writing. Each can be repeated, so a
-- migration that was cut off begins anew; an index that was cut off is invalid and goes first.

-- The sign-ins to applications of a browser's session, which end with it.
DROP INDEX CONCURRENTLY IF EXISTS "sessions_children_idx";
CREATE INDEX CONCURRENTLY "sessions_children_idx" ON "sessions" ("user_id", "parent_id") WHERE "ended_at" IS NULL AND "parent_id" IS NOT NULL;
