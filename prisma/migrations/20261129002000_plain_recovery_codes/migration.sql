-- Accounts whose recovery codes are still stored as plain SHA-256 (32 bytes; the keyed form has 33). All codes of an
-- account are rewritten together, so the first one tells.
DROP INDEX CONCURRENTLY IF EXISTS "user_secrets_plain_codes_idx";
CREATE INDEX CONCURRENTLY "user_secrets_plain_codes_idx" ON "user_secrets" ("user_id") WHERE octet_length("recovery_codes"[1]) = 32;
