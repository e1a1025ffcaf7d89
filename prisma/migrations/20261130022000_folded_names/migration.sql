-- Folded copies of names beyond ASCII, for searches. Null until a name is written, or folded by housekeeping.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "tenants" ADD COLUMN "search" TEXT;
ALTER TABLE "organizations" ADD COLUMN "search" TEXT;
ALTER TABLE "invites" ADD COLUMN "search" TEXT;
