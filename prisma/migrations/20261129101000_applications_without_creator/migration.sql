-- The operator creates applications too, without being a person.
SET LOCAL lock_timeout = '5s';

ALTER TABLE "applications" ALTER COLUMN "creator_id" DROP NOT NULL;
ALTER TABLE "application_secrets" ALTER COLUMN "creator_id" DROP NOT NULL;
