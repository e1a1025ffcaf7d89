-- Where people go on in an application after an emailed link.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "applications" ADD COLUMN "return_uris" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "invites" ADD COLUMN "application_id" TEXT COLLATE "C", ADD COLUMN "return_to" TEXT;
