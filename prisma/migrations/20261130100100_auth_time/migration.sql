-- When someone was authenticated, apart from when they last confirmed only their password.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "sessions" ADD COLUMN "auth_time" TIMESTAMPTZ(6);
