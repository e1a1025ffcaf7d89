-- Beside the running servers: no table is locked for writing. Can be repeated; an index that was cut off is invalid and
-- goes first.

-- Live sign-ins to applications: which have expired is asked every hour.
DROP INDEX CONCURRENTLY IF EXISTS "sessions_sign_ins_idx";
CREATE INDEX CONCURRENTLY "sessions_sign_ins_idx" ON "sessions" ("expires_at") WHERE "ended_at" IS NULL AND "kind" = 'application';
