-- Registered without proof of work: no sign-in before the address is verified.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "users" ADD COLUMN "verify_first" BOOLEAN NOT NULL DEFAULT false;
