-- When lost factors were reset. Until the next sign-in, which then takes an emailed code as well.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "user_secrets" ADD COLUMN "factors_reset_at" TIMESTAMPTZ(6);
