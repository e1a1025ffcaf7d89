-- A tenant's own number of emails a day. A column without a value: nothing is rewritten.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "tenants" ADD COLUMN "emails_per_day" INTEGER;
