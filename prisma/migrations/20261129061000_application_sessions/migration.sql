-- Sessions know what they are: how the person signed in, and for the sign-in to an application the session and the grant
-- that it belongs to. The new kind is checked for new rows only; a server of the old version writes none.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "sessions" ADD COLUMN "parent_id" TEXT COLLATE "C";
ALTER TABLE "sessions" ADD COLUMN "application_id" TEXT COLLATE "C";
ALTER TABLE "sessions" ADD COLUMN "grant_id" TEXT COLLATE "C";
ALTER TABLE "sessions" ADD COLUMN "offline" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "sessions" ADD COLUMN "amr" TEXT[] NOT NULL DEFAULT '{pwd}';
ALTER TABLE "sessions" ADD COLUMN "assurance" SMALLINT NOT NULL DEFAULT 1;

ALTER TABLE "sessions" DROP CONSTRAINT "sessions_kind_check";
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_kind_check"
    CHECK ("kind" IN ('browser', 'api', 'application')) NOT VALID;
