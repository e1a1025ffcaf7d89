-- The language in which a person reads emails. Columns without a value: nothing is rewritten.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "users" ADD COLUMN "locale" TEXT;
ALTER TABLE "invites" ADD COLUMN "locale" TEXT;
ALTER TABLE "mails" ADD COLUMN "locale" TEXT;
