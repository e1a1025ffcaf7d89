-- Statement by statement and beside the running servers: no table is locked for writing. Each can be repeated, so a
-- migration that was cut off begins anew; an index that was cut off is invalid and goes first.

-- What is to be sent, in the order in which it is sent.
DROP INDEX CONCURRENTLY IF EXISTS "mails_next_idx";
CREATE INDEX CONCURRENTLY "mails_next_idx" ON "mails" ("priority", "next_try_at") WHERE "state" IN ('queued', 'sending');

DROP INDEX CONCURRENTLY IF EXISTS "mails_due_idx";
