-- What a person waits for is sent first. What servers of the old version write in the meantime is in the middle.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "mails" ADD COLUMN "priority" SMALLINT NOT NULL DEFAULT 1;
