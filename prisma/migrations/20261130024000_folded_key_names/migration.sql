-- Folded copies of names beyond ASCII, for searches of API keys and applications. Null as in tenants.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "api_keys" ADD COLUMN "search" TEXT;
ALTER TABLE "applications" ADD COLUMN "search" TEXT;
