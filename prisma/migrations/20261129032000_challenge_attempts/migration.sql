-- Codes tried against a challenge are counted in a column of their own, and no longer as text in "subject". A server of the
-- old version goes on counting there: a challenge lives five minutes, and each of the two counts stands five wrong codes.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "secrets" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;
